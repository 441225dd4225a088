// Constraint expressions: what they mean, and what is said of those that mean nothing.
#include "services/matching/domain/constraint.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"

namespace gilde::matching::domain {
namespace {

using profile::v1::Profile;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Profile Mentee() {
  Profile profile;
  profile.set_kind(Profile::EMPLOYEE);
  profile.set_location("Utrecht");
  profile.set_org_unit("sales/emea");
  profile.set_seniority_level(3);
  profile.add_skills_sought()->set_skill("sql");
  profile.add_skills_sought()->set_skill("negotiation");
  profile.add_guidance_sought(profile::v1::CAREER_STRATEGY);
  return profile;
}

Profile Mentor() {
  Profile profile;
  profile.set_kind(Profile::ALUMNUS);
  profile.set_location("Utrecht");
  profile.set_seniority_level(7);
  profile.add_skills_offered()->set_skill("sql");
  profile.add_languages()->set_tag("nl-BE");
  profile.mutable_mentor_offer()->add_relationship_kinds(profile::v1::MentorOffer::FORMAL);
  return profile;
}

struct Meaning {
  const char* text;
  bool holds;
};

class MeaningTest : public testing::TestWithParam<Meaning> {};

TEST_P(MeaningTest, IsThatOfAip160) {
  auto constraint = Constraint::Parse(GetParam().text);
  ASSERT_TRUE(constraint.ok()) << constraint.status();
  Profile mentee = Mentee(), mentor = Mentor();
  v1::Enrollment enrollment;
  enrollment.set_capacity(2);
  enrollment.set_priority(-3);
  EXPECT_EQ(constraint->Holds({mentee}, {mentor, &enrollment}), GetParam().holds) << GetParam().text;
  EXPECT_EQ(constraint->Broken({mentee}, {mentor, &enrollment}).empty(), GetParam().holds);
}

INSTANTIATE_TEST_SUITE_P(Constraint, MeaningTest,
                         testing::ValuesIn(std::vector<Meaning>{
                             {"", true},
                             {"  ", true},
                             {"mentor.seniority_level >= 7", true},
                             {"mentor.seniority_level > 7", false},
                             {"mentor.seniority_level<=7", true},
                             {"mentor.seniority_level < 7", false},
                             {"mentor.seniority_level = 7", true},
                             {"mentor.seniority_level != 7", false},
                             {"mentor.priority = -3", true},
                             {"mentor.capacity > 1", true},
                             {"mentee.capacity > 0", false},
                             {"mentee.capacity != 5", false},
                             {"NOT mentee.capacity = 5", true},
                             {"mentor.kind = ALUMNUS", true},
                             {"mentor.kind != \"ALUMNUS\"", false},
                             {"mentee.org_unit = sales*", true},
                             {"mentee.org_unit = *emea", true},
                             {"mentee.org_unit = *les/em*", true},
                             {"mentee.org_unit = sales", false},
                             {"mentor.org_unit != sales*", false},
                             {"-mentor.org_unit = sales*", true},
                             {"mentor.org_unit = *", false},
                             {"mentee.location = 'Utrecht'", true},
                             {"mentee.location = utrecht", false},
                             {"mentee.skills_sought:sql", true},
                             {"mentee.skills_sought:s*", true},
                             {"mentee.skills_sought:cobol", false},
                             {"mentee.languages:*", false},
                             {"mentor.languages:nl-BE", true},
                             {"mentor.languages:*", true},
                             {"mentor.seniority_level:*", true},
                             {"mentor.relationship_kinds:FORMAL", true},
                             {"mentee.guidance_sought:CAREER_STRATEGY", true},
                             {"same(location)", true},
                             {"same(seniority_level)", false},
                             {"same(org_unit)", false},
                             {"same(time_zone)", false},
                             {"shares(skills_sought, skills_offered)", true},
                             {"shares(skills_offered, skills_sought)", false},
                             // OR binds tighter than AND; nothing between two is AND.
                             {"mentee.location = Gent AND mentee.location = Gent OR mentor.kind = ALUMNUS", false},
                             {"(mentee.location = Gent AND mentee.location = Gent) OR mentor.kind = ALUMNUS", true},
                             {"mentor.kind = ALUMNUS mentee.location = Utrecht", true},
                             {"mentor.kind = ALUMNUS mentee.location = Gent OR mentee.location = Utrecht", true},
                             {"NOT (mentor.kind = ALUMNUS AND mentee.location = Gent)", true},
                             {"NOT (mentor.kind = ALUMNUS) OR NOT (mentee.location = Gent)", true},
                         }));

TEST(Constraint, KnowsTheLevelOfWhoIsJustStarting) {
  Profile junior, mentor = Mentor(), other;
  for (const char* text : {"mentee.seniority_level < 3", "mentee.seniority_level = 0", "mentee.seniority_level:*"}) {
    EXPECT_TRUE(Constraint::Parse(text)->Holds({junior}, {mentor})) << text;
    EXPECT_THAT(Constraint::Parse(text)->Broken({junior}, {mentor}), IsEmpty()) << text;
  }
  EXPECT_TRUE(Constraint::Parse("same(seniority_level)")->Holds({junior}, {other}));
  EXPECT_FALSE(Constraint::Parse("same(seniority_level)")->Holds({junior}, {mentor}));
  EXPECT_FALSE(Constraint::Parse("mentee.seniority_level >= 3")->Holds({junior}, {mentor}));
}

TEST(Constraint, SaysWhichOfItsPartsDoNotHold) {
  auto constraint =
      Constraint::Parse("mentor.seniority_level > 8 AND same(location) AND (mentee.location = Gent OR mentor.kind = EXTERNAL)");
  ASSERT_TRUE(constraint.ok()) << constraint.status();
  Profile mentee = Mentee(), mentor = Mentor();
  EXPECT_THAT(constraint->Broken({mentee}, {mentor}),
              ElementsAre("mentor.seniority_level > 8", "mentee.location = Gent OR mentor.kind = EXTERNAL"));
  mentor.set_kind(Profile::EXTERNAL);
  mentor.set_seniority_level(9);
  EXPECT_THAT(constraint->Broken({mentee}, {mentor}), IsEmpty());
}

struct Mistake {
  const char* text;
  const char* said;
};

TEST(Constraint, ThatMeansNothingIsRefusedWithWhereAndWhat) {
  const Mistake mistakes[] = {
      {"mentor.levle > 3", "at 1: `mentor.levle` is no attribute; there are capacity, guidance_offered"},
      {"mentor.kind = ALUMNUS AND levle > 3", "at 27: `levle`: say of whom"},
      {"mentor.seniority_level", "at 23: compare `mentor.seniority_level` with something"},
      {"mentor.seniority_level >", "at 25: a value is missing"},
      {"mentor.seniority_level > high", "at 26: `seniority_level` is a whole number"},
      {"mentor.seniority_level : 3", "at 24: `seniority_level` is a number"},
      {"mentor.kind = ROBOT", "at 15: `kind` is one of EMPLOYEE, ALUMNUS, EXTERNAL"},
      {"mentor.kind > ALUMNUS", "at 13: `kind` is text"},
      {"mentor.languages = nl", "at 18: `languages` is a list"},
      {"mentor.relationship_kinds:WEEKLY", "at 27: `relationship_kinds` is one of"},
      {"same(languages)", "at 6: `languages` is a list: use shares"},
      {"shares(location, languages)", "at 8: `location` is no list: use same"},
      {"shares(languages)", "at 1: shares takes two lists"},
      {"nearby(location)", "at 1: `nearby` is no function"},
      {"same()", "at 6: an attribute is missing"},
      {"same(location", "at 14: a parenthesis is not closed"},
      {"(mentor.kind = ALUMNUS", "at 23: a parenthesis is not closed"},
      {"mentor.kind = ALUMNUS)", "at 22: `)` is too much"},
      {"mentor.kind = 'ALUMNUS", "at 15: the quote is not closed"},
      {"mentor.kind = ALUMNUS AND", "at 26: say what must hold"},
      {"AND mentor.kind = ALUMNUS", "at 1: `AND`: say of whom"},
      {"mentor.kind & 3", "at 13: `&` means nothing here"},
      {"NOT", "at 4: say what must hold"},
  };
  for (const Mistake& mistake : mistakes) {
    auto constraint = Constraint::Parse(mistake.text);
    EXPECT_EQ(constraint.status().code(), absl::StatusCode::kInvalidArgument) << mistake.text;
    EXPECT_THAT(std::string(constraint.status().message()), HasSubstr(mistake.said)) << mistake.text;
  }
}

TEST(Constraint, HasItsLimits) {
  EXPECT_FALSE(Constraint::Parse(std::string(2001, ' ')).ok());
  EXPECT_FALSE(Constraint::Parse(std::string(1000, '(')).ok());
  auto nested = [](int depth) { return absl::StrCat(std::string(depth, '('), "same(location)", std::string(depth, ')')); };
  EXPECT_TRUE(Constraint::Parse(nested(20)).ok());
  EXPECT_FALSE(Constraint::Parse(nested(21)).ok());
}

// Whatever is thrown at it, it answers.
TEST(Constraint, NeverFailsOnNonsense) {
  const std::string words[] = {"mentor.kind", "mentee.location", "=", "!=", ":", "(",    ")",    "AND", "OR", "NOT",
                               "-",           "ALUMNUS",         "'", "\\", ",", "same", "\xff", "*",   "3"};
  unsigned seed = 1;
  int fine = 0;
  Profile mentee = Mentee(), mentor = Mentor();
  for (int i = 0; i < 20'000; ++i) {
    std::string text;
    for (unsigned n = 0; n < 1 + seed % 12; ++n) {
      seed = seed * 1664525 + 1013904223;
      text += words[(seed >> 16) % std::size(words)] + (seed % 3 == 0 ? "" : " ");
    }
    auto constraint = Constraint::Parse(text);
    if (!constraint.ok()) continue;
    ++fine;
    EXPECT_EQ(constraint->Holds({mentee}, {mentor}), constraint->Broken({mentee}, {mentor}).empty());
  }
  EXPECT_GT(fine, 10);
}

}  // namespace
}  // namespace gilde::matching::domain
