// What forbids a pair.
#include "services/matching/domain/hard_constraints.h"

#include <gmock/gmock.h>

#include "tests/matching/domain/people.h"

namespace gilde::matching::domain {
namespace {

using gilde::matching::v1::Enrollment;
using gilde::matching::v1::HardRule;
using gilde::matching::v1::Program;
using gilde::profile::v1::MentorOffer;
using gilde::profile::v1::Profile;
using testing::ElementsAre;
using testing::IsEmpty;

// A pair that nothing forbids: ada, level 3, and grace, level 5. Tests change it.
struct Case {
  Person mentee = APerson("ada", [](Profile& profile) {
    Speak(profile, "en", 3);
    profile.set_seniority_level(3);
    profile.set_org_unit("eu/nl");
  });
  Person mentor = AMentor("grace", [](Profile& profile) {
    profile.set_seniority_level(5);
    profile.set_org_unit("us/ny");
  });
  Profile manager = APerson("mary").profile;
  Program program = RunningProgram();
  Enrollment enrollment = AnEnrollment("grace", Enrollment::MENTOR);
  bool enrolled = true;
  Past past;

  std::vector<Forbidden> Forbids(bool dutch = false, Readers readers = Readers::kAdministrators) const {
    Constraint constraint = ConstraintOf(program.match_policy());
    return ForbiddenBy({mentee, mentor, mentee.profile.manager().empty() ? nullptr : &manager, program, enrolled ? &enrollment : nullptr,
                        past, &constraint, nullptr},
                       kMonday, readers, dutch);
  }
  std::vector<std::string> Rules() const {
    std::vector<std::string> rules;
    for (const auto& forbidden : Forbids()) rules.push_back(v1::HardRule_Name(forbidden.rule()));
    return rules;
  }
};

// Whether exactly this rule forbids the pair once it is changed so.
void Expect(const char* what, HardRule rule, const std::function<void(Case&)>& change) {
  Case changed;
  change(changed);
  EXPECT_THAT(changed.Rules(), ElementsAre(v1::HardRule_Name(rule))) << what;
}
void ExpectAllowed(const char* what, const std::function<void(Case&)>& change) {
  Case changed;
  change(changed);
  EXPECT_THAT(changed.Rules(), IsEmpty()) << what;
}

void Rest(Case& pair, int day) {
  auto& date = *pair.mentor.profile.mutable_mentor_offer()->mutable_break_until_date();
  date.set_year(2027);
  date.set_month(1);
  date.set_day(day);
}

TEST(HardConstraints, LetAPairTogetherThatNothingForbids) {
  ExpectAllowed("as it is", [](Case&) {});
}

TEST(HardConstraints, AskForAMentorWhoTakesPartAsOne) {
  Expect("not enrolled", v1::ENROLLED, [](Case& pair) { pair.enrolled = false; });
  Expect("as a mentee", v1::ENROLLED, [](Case& pair) { pair.enrollment.set_roles(0, Enrollment::MENTEE); });
  for (auto state :
       {Enrollment::INVITED, Enrollment::APPLIED, Enrollment::WAITLISTED, Enrollment::PAUSED, Enrollment::WITHDRAWN, Enrollment::REMOVED}) {
    Expect("not active", v1::ENROLLED, [&](Case& pair) { pair.enrollment.set_state(state); });
  }
  Expect("left", v1::ENROLLED, [](Case& pair) { pair.mentor.profile.set_state(Profile::DEACTIVATED); });
  ExpectAllowed("informal", [](Case& pair) {
    pair.program = RunningProgram(Program::INFORMAL);
    pair.enrolled = false;
  });
}

TEST(HardConstraints, AskForAFreeSeat) {
  ExpectAllowed("one of two taken", [](Case& pair) { pair.enrollment.set_seats_taken(1); });
  Expect("both taken", v1::CAPACITY, [](Case& pair) { pair.enrollment.set_seats_taken(2); });
}

TEST(HardConstraints, AskForAnApprovedOfferThatDoesNotRest) {
  for (auto vetting : {MentorOffer::VETTING_UNSPECIFIED, MentorOffer::PENDING, MentorOffer::DECLINED}) {
    Expect("vetting", v1::VETTED, [&](Case& pair) { pair.mentor.profile.mutable_mentor_offer()->set_vetting(vetting); });
  }
  Expect("rests until tomorrow", v1::VETTED, [](Case& pair) { Rest(pair, 5); });
  ExpectAllowed("begins again today", [](Case& pair) { Rest(pair, 4); });
  ExpectAllowed("between peers nobody vets", [](Case& pair) {
    pair.program = RunningProgram(Program::PEER);
    pair.enrollment.set_roles(0, Enrollment::PEER);
    pair.mentor.profile.clear_mentor_offer();
  });
}

TEST(HardConstraints, KeepTheReportingLineOut) {
  Expect("oneself", v1::REPORTING_LINE, [](Case& pair) { pair.mentor.profile.set_name(NameOf("ada")); });
  Expect("own manager", v1::REPORTING_LINE, [](Case& pair) { pair.mentee.profile.set_manager(NameOf("grace")); });
  Expect("manager's manager", v1::REPORTING_LINE, [](Case& pair) {
    pair.mentee.profile.set_manager(NameOf("mary"));
    pair.manager.set_manager(NameOf("grace"));
  });
  Expect("the same manager", v1::REPORTING_LINE, [](Case& pair) {
    pair.mentee.profile.set_manager(NameOf("mary"));
    pair.mentor.profile.set_manager(NameOf("mary"));
  });
  Expect("direct report", v1::REPORTING_LINE, [](Case& pair) { pair.mentor.profile.set_manager(NameOf("ada")); });
  ExpectAllowed("other managers", [](Case& pair) {
    pair.mentee.profile.set_manager(NameOf("mary"));
    pair.mentor.profile.set_manager(NameOf("joan"));
  });
}

TEST(HardConstraints, KeepApartWhoBlocksWhoWasAMismatchAndWhoIsTogether) {
  Expect("the mentee blocks", v1::PAST, [](Case& pair) { pair.mentee.profile.add_blocked(NameOf("grace")); });
  Expect("the mentor blocks", v1::PAST, [](Case& pair) { pair.mentor.profile.add_blocked(NameOf("ada")); });
  Expect("mismatch", v1::PAST, [](Case& pair) { pair.past.never = true; });
  Expect("together", v1::PAST, [](Case& pair) { pair.past.together = true; });
  ExpectAllowed("blocks another", [](Case& pair) { pair.mentee.profile.add_blocked(NameOf("joan")); });
}

TEST(HardConstraints, AskForALanguageInCommonUnlessThePolicyDoesNot) {
  auto german = [](Case& pair) { pair.mentee.profile.mutable_languages(0)->set_tag("de"); };
  Expect("none", v1::SHARED_LANGUAGE, german);
  ExpectAllowed("another region", [](Case& pair) { pair.mentee.profile.mutable_languages(0)->set_tag("en-GB"); });
  ExpectAllowed("not asked", [&](Case& pair) {
    german(pair);
    pair.program.mutable_match_policy()->mutable_hard()->set_shared_language(false);
  });
}

TEST(HardConstraints, KeepZonesAndWorkingHoursNearWhereThePolicySaysSo) {
  auto tokyo = [](Case& pair) { pair.mentor.profile.set_time_zone("Asia/Tokyo"); };
  ExpectAllowed("anywhere", tokyo);
  Expect("nine hours, eight allowed", v1::ZONE_DISTANCE, [&](Case& pair) {
    tokyo(pair);
    pair.program.mutable_match_policy()->mutable_hard()->set_max_zone_hours(8);
  });
  ExpectAllowed("nine hours allowed", [&](Case& pair) {
    tokyo(pair);
    pair.program.mutable_match_policy()->mutable_hard()->set_max_zone_hours(9);
  });
  auto berlin = [](Case& pair, int minutes) {
    pair.mentor.profile.set_time_zone("Europe/Berlin");
    pair.program.mutable_match_policy()->mutable_hard()->set_min_overlap_minutes(minutes);
  };
  ExpectAllowed("seven hours a day", [&](Case& pair) { berlin(pair, 5 * 7 * 60); });
  Expect("seven hours a day, one minute more asked", v1::OVERLAP, [&](Case& pair) { berlin(pair, 5 * 7 * 60 + 1); });
}

TEST(HardConstraints, AskForAnotherUnitWhereThePolicySaysSo) {
  auto other = [](Case& pair, const char* unit) {
    pair.mentor.profile.set_org_unit(unit);
    pair.program.mutable_match_policy()->mutable_hard()->set_other_unit(true);
  };
  Expect("the same", v1::OTHER_UNIT, [&](Case& pair) { other(pair, "eu/nl"); });
  ExpectAllowed("another", [&](Case& pair) { other(pair, "eu/nl/platform"); });
}

TEST(HardConstraints, AskForAMentorBelowTheMenteeInReversePrograms) {
  auto reverse = [](Case& pair, int level) {
    pair.program = RunningProgram(Program::REVERSE);
    pair.mentor.profile.set_seniority_level(level);
  };
  Expect("above", v1::SENIORITY, [&](Case& pair) { reverse(pair, 4); });
  Expect("equal", v1::SENIORITY, [&](Case& pair) { reverse(pair, 3); });
  ExpectAllowed("below", [&](Case& pair) { reverse(pair, 2); });
  ExpectAllowed("elsewhere it does not matter", [](Case& pair) { pair.mentor.profile.set_seniority_level(1); });
}

TEST(HardConstraints, AskForWhatTheProgramsExpressionSays) {
  auto asks = [](Case& pair, const char* text) { pair.program.mutable_match_policy()->mutable_hard()->set_constraint(text); };
  ExpectAllowed("holds", [&](Case& pair) { asks(pair, "mentor.seniority_level >= 5 AND mentor.org_unit = us*"); });
  Expect("too junior", v1::CONSTRAINT, [&](Case& pair) { asks(pair, "mentor.seniority_level > 5 AND mentor.org_unit = us*"); });
  ExpectAllowed("of the enrollment", [&](Case& pair) { asks(pair, "mentor.capacity = 2 AND NOT mentee.capacity:*"); });
  Case pair;
  asks(pair, "mentor.seniority_level > 5 same(org_unit)");
  std::vector<Forbidden> forbidden = pair.Forbids();
  ASSERT_EQ(forbidden.size(), 2u);
  EXPECT_EQ(forbidden[0].fact(), "the program asks for mentor.seniority_level > 5");
  EXPECT_EQ(pair.Forbids(true)[1].fact(), "het programma vraagt same(org_unit)");
}

TEST(HardConstraints, DoNotShowMembersTheProgramsExpression) {
  Case pair;
  pair.program.mutable_match_policy()->mutable_hard()->set_constraint("mentor.priority > 5 AND mentor.seats_taken > 5");
  std::vector<Forbidden> english = pair.Forbids(false, Readers::kMembers);
  ASSERT_EQ(english.size(), 1u) << "nor how many of its parts do not hold";
  EXPECT_EQ(english[0].rule(), v1::CONSTRAINT);
  EXPECT_EQ(english[0].fact(), "the program asks for something else of the two");
  EXPECT_EQ(pair.Forbids(true, Readers::kMembers)[0].fact(), "het programma vraagt iets anders van jullie beiden");
  pair.program.mutable_match_policy()->mutable_hard()->set_constraint("mentor.capacity = 2");
  EXPECT_THAT(pair.Forbids(false, Readers::kMembers), IsEmpty());
}

TEST(HardConstraints, NameEveryRuleInOrderWithWhatWouldLiftIt) {
  Case pair;
  pair.enrollment.set_seats_taken(2);
  pair.mentee.profile.set_manager(NameOf("grace"));
  pair.mentee.profile.clear_languages();
  EXPECT_THAT(pair.Rules(), ElementsAre("CAPACITY", "REPORTING_LINE", "SHARED_LANGUAGE"));
  std::vector<Forbidden> english = pair.Forbids();
  EXPECT_EQ(english[0].fact(), "every seat is taken");
  EXPECT_EQ(english[0].remedy(), "one free seat would suffice");
  EXPECT_EQ(english[1].remedy(), "");
  std::vector<Forbidden> dutch = pair.Forbids(true);
  EXPECT_EQ(dutch[0].fact(), "alle plaatsen zijn bezet");
  EXPECT_EQ(dutch[0].remedy(), "één vrije plaats is genoeg");
}

TEST(HardConstraints, DoNotSayWhoBlocksWhom) {
  Case blocks, mismatch;
  blocks.mentor.profile.add_blocked(NameOf("ada"));
  mismatch.past.never = true;
  EXPECT_EQ(blocks.Forbids()[0].fact(), mismatch.Forbids()[0].fact());
}

}  // namespace
}  // namespace gilde::matching::domain
