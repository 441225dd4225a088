// Reports as sums.
#include "services/matching/domain/report.h"

#include "tests/matching/domain/pair.h"

namespace gilde::matching::domain {
namespace {

using gilde::matching::v1::ConversationRequest;
using gilde::matching::v1::Pulse;

Mentorship Met(std::string_view mentee, absl::Duration after) {
  Mentorship mentorship = InActive();
  mentorship.set_mentees(0, std::string(mentee));
  *mentorship.mutable_first_meeting_time() = base::ToProto(kStart + after);
  auto& counts = *mentorship.mutable_counts();
  counts.set_meetings(3);
  counts.set_agendas_on_time(2);
  counts.set_advice_given(2);
  counts.set_advice_reported(1);
  return mentorship;
}

TEST(Report, SumsWhatHappened) {
  ReportBuilder builder(nullptr);
  ConversationRequest request;
  request.set_state(ConversationRequest::ACCEPTED);
  builder.Add(request);
  request.set_state(ConversationRequest::EXPIRED);
  builder.Add(request);
  builder.Add(Met(kAda, absl::Hours(30)));
  builder.Add(Met(kAda, absl::Hours(10)));
  builder.Add(Met(kAda, absl::Hours(11)));
  builder.Add(End(InActive(), Mentorship::MISMATCH, false, Ada(), kStart)->mentorship);
  Pulse pulse;
  for (int score : {5, 4, 5}) {
    pulse.set_score(score);
    builder.Add(pulse, {});
  }
  auto total = builder.Build().total();
  EXPECT_EQ(total.funnel().requests_sent(), 2);
  EXPECT_EQ(total.funnel().requests_accepted(), 1);
  EXPECT_EQ(total.funnel().mentorships_created(), 4);
  EXPECT_EQ(total.funnel().first_meetings_held(), 3);
  EXPECT_EQ(total.first_meeting().median_hours(), 11);
  EXPECT_EQ(total.first_meeting().mean_hours(), 17);
  EXPECT_EQ(total.on_time_agendas().part(), 6);
  EXPECT_EQ(total.on_time_agendas().of(), 9);
  EXPECT_EQ(total.closed_advice().part(), 3);
  ASSERT_EQ(total.ends_size(), 1);
  EXPECT_EQ(total.ends(0).reason(), "MISMATCH");
  EXPECT_EQ(total.satisfaction().answers(4), 2);
  EXPECT_NEAR(total.satisfaction().mean(), 14.0 / 3, 1e-12);
}

TEST(Report, SuppressesGroupsOfFewerThanFivePeople) {
  ReportBuilder::GroupOfPerson groups;
  for (int i = 0; i < 9; ++i) groups["person" + std::to_string(i)] = i < 5 ? "eu/nl" : "us/ny";
  ReportBuilder builder(&groups);
  for (int i = 0; i < 9; ++i) builder.Add(Met("person" + std::to_string(i), absl::Hours(1)));
  builder.Add(Met("person8", absl::Hours(1)));
  auto report = builder.Build();
  ASSERT_EQ(report.groups_size(), 2);
  EXPECT_EQ(report.groups(0).people(), 5);
  EXPECT_EQ(report.groups(0).measures().funnel().mentorships_created(), 5);
  EXPECT_TRUE(report.groups(1).suppressed());
  EXPECT_FALSE(report.groups(1).has_measures());
  EXPECT_EQ(report.groups(1).people(), 0);
  EXPECT_EQ(report.total().funnel().mentorships_created(), 10);
}

TEST(Report, GroupsByTheFirstTwoStepsOfTheUnit) {
  using gilde::matching::v1::GetProgramReportRequest;
  gilde::profile::v1::Profile profile;
  profile.set_org_unit("eu/nl/platform");
  EXPECT_EQ(GroupOf(profile, GetProgramReportRequest::ORG_UNIT), "eu/nl");
  profile.set_org_unit("eu");
  EXPECT_EQ(GroupOf(profile, GetProgramReportRequest::ORG_UNIT), "eu");
}

}  // namespace
}  // namespace gilde::matching::domain
