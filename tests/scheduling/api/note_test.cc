// What people write down around a meeting, what a brief tells each of them, how late somebody came, and going on a little longer.
#include "tests/scheduling/api/fixture.h"
#include "tests/support/fields.h"

namespace gilde::scheduling {
namespace {

using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class NoteTest : public SchedulingTest {
 protected:
  NoteTest() {
    AddPerson("bob", "UTC", 5);
    AddPerson("ada", "Asia/Tokyo");
    AddPerson("eve");
    pair = Pair("bob", "ada");
    meeting = Book("ada", pair, At(3, 12))->name();
  }
  absl::StatusOr<v1::Note> Write(const rpc::Client& client, const std::string& text, bool shared, const std::string& id = "") {
    v1::CreateNoteRequest request;
    request.set_parent(meeting);
    request.mutable_note()->set_text(text);
    request.mutable_note()->set_shared(shared);
    request.set_note_id(id);
    return Meetings<v1::Note>(client, "CreateNote", request);
  }
  std::vector<std::string> Texts(const rpc::Client& client) {
    v1::ListNotesRequest request;
    request.set_parent(meeting);
    request.set_page_size(1);
    std::vector<std::string> texts;
    do {
      auto page = Meetings<v1::ListNotesResponse>(client, "ListNotes", request);
      EXPECT_EQ(Refused(page), "OK ");
      if (!page.ok()) break;
      for (const v1::Note& note : page->notes()) texts.push_back(note.text());
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return texts;
  }
  absl::StatusOr<v1::MeetingBrief> Brief(const std::string& by, const std::string& locale = "") {
    v1::GetMeetingBriefRequest request;
    request.set_name(meeting);
    request.set_locale(locale);
    return Meetings<v1::MeetingBrief>(as(by), "GetMeetingBrief", request);
  }
  absl::StatusOr<v1::Meeting> Prepare(std::vector<std::string> questions) {
    v1::PrepareQuestionsRequest request;
    request.set_name(meeting);
    for (std::string& question : questions) request.add_questions(std::move(question));
    return Meetings<v1::Meeting>(as("ada"), "PrepareQuestions", request);
  }
  std::string pair, meeting;
};
INSTANTIATE_TEST_SUITE_P(Engines, NoteTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(NoteTest, IsTheAuthorsOwnUnlessTheyShareIt) {
  ASSERT_EQ(Refused(Write(as("ada"), "He hesitated at the second question", false)), "OK ");
  ASSERT_EQ(Refused(Write(as("bob"), "Ask about the night crew", false)), "OK ");
  auto shared = Write(as("ada"), "We try the small step first", true);
  ASSERT_EQ(Refused(shared), "OK ");
  EXPECT_EQ(shared->author(), Person("ada"));
  EXPECT_THAT(Texts(as("ada")), ElementsAre("He hesitated at the second question", "We try the small step first"));
  EXPECT_THAT(Texts(as("bob")), ElementsAre("Ask about the night crew", "We try the small step first"));
  EXPECT_THAT(Events(), testing::Contains("note.created"));
}

TEST_P(NoteTest, IsNobodyElsesNotEvenAnAdministrators) {
  ASSERT_EQ(Refused(Write(as("ada"), "Between us", true)), "OK ");
  v1::ListNotesRequest request;
  request.set_parent(meeting);
  EXPECT_EQ(Refused(Meetings<v1::ListNotesResponse>(as("eve"), "ListNotes", request)), "PERMISSION_DENIED NOT_A_PARTY");
  EXPECT_EQ(Refused(Meetings<v1::ListNotesResponse>(admin(), "ListNotes", request)), "PERMISSION_DENIED ROLE_REQUIRED");
  EXPECT_EQ(Refused(Write(as("eve"), "Me too", true)), "PERMISSION_DENIED NOT_A_PARTY");
  gilde::common::v1::ListEventsRequest events;
  events.set_parent(kAcme);
  events.add_types("note.created");
  auto page = admin().Call<gilde::common::v1::ListEventsResponse>("gilde.common.v1.EventFeed/ListEvents", events);
  ASSERT_EQ(Refused(page), "OK ");
  ASSERT_EQ(page->events_size(), 1);
  EXPECT_THAT(page->events(0).DebugString(), Not(HasSubstr("Between us")));
}

TEST_P(NoteTest, WithoutWordsOrWithAnIdThatIsNoneIsRefusedWithEachFieldNamed) {
  v1::CreateNoteRequest request;
  request.set_parent("meetings/m1");
  request.set_note_id("No Id");
  auto refused = Meetings<v1::Note>(as("ada"), "CreateNote", request);
  for (const char* field : {"parent", "note.text", "note_id"}) EXPECT_THAT(test::Fields(refused.status()), testing::Contains(field));
  EXPECT_EQ(Refused(Write(as("ada"), std::string(10'001, 'a'), false)), "INVALID_ARGUMENT TEXT_TOO_LONG");
  ASSERT_EQ(Refused(Write(as("ada"), "One", false, "n1")), "OK ");
  EXPECT_EQ(Refused(Write(as("bob"), "Another", false, "n1")), "ALREADY_EXISTS RESOURCE_EXISTS");
}

TEST_P(NoteTest, LatenessIsWhatTheFirstConfirmationSaysAndNothingAfterTheEnd) {
  world.Advance(At(3, 12, 7) - now());
  ASSERT_EQ(Refused(Confirm("bob", meeting)), "OK ");
  world.Advance(absl::Minutes(5));
  auto again = Confirm("bob", meeting);
  ASSERT_EQ(again->attendance_size(), 1);
  EXPECT_EQ(again->attendance(0).late_minutes(), 7);
  world.Advance(At(3, 12, 31) - now());
  auto afterwards = Confirm("ada", meeting);
  ASSERT_EQ(Refused(afterwards), "OK ");
  EXPECT_EQ(afterwards->attendance(1).person(), Person("ada"));
  EXPECT_EQ(afterwards->attendance(1).late_minutes(), 0);
}

TEST_P(NoteTest, GoingOnNeedsBothAndAFreeCalendarAndIsAnnouncedAnew) {
  auto extend = [&](const std::string& by, int minutes) {
    v1::ExtendMeetingRequest request;
    request.set_name(meeting);
    request.set_minutes(minutes);
    return Meetings<v1::Meeting>(as(by), "ExtendMeeting", request);
  };
  auto end = [&] { return base::FromProto(Get(as("ada"), meeting)->end_time()); };
  auto announced = [&] {
    std::vector<std::string> events = Events();
    return std::count(events.begin(), events.end(), "meeting.ending_soon");
  };
  EXPECT_EQ(Refused(extend("ada", 15)), "FAILED_PRECONDITION MEETING_NOT_STARTED");
  ASSERT_EQ(Refused(Book("ada", pair, At(3, 13))), "OK ");
  world.Advance(At(3, 12, 27) - absl::Seconds(1) - now());
  EXPECT_EQ(announced(), 0);
  world.Advance(absl::Seconds(1));
  EXPECT_EQ(announced(), 1) << "three minutes before the end";
  EXPECT_EQ(Refused(extend("ada", 7)), "INVALID_ARGUMENT MINUTES_INVALID");
  EXPECT_EQ(Refused(extend("eve", 15)), "PERMISSION_DENIED NOT_A_PARTY");
  EXPECT_EQ(Refused(extend("ada", 45)), "FAILED_PRECONDITION SLOT_TAKEN") << "there is another meeting at one";
  ASSERT_EQ(Refused(extend("ada", 15)), "OK ");
  ASSERT_EQ(Refused(extend("ada", 15)), "OK ");
  EXPECT_EQ(end(), At(3, 12, 30)) << "one alone cannot";
  ASSERT_EQ(Refused(extend("bob", 15)), "OK ");
  EXPECT_EQ(end(), At(3, 12, 45));
  EXPECT_FALSE(Get(as("ada"), meeting)->has_extension());
  EXPECT_EQ(Refused(Book("bob", pair, At(3, 12, 40))), "FAILED_PRECONDITION SLOT_TAKEN");
  world.Advance(At(3, 12, 42) - now());
  EXPECT_EQ(announced(), 2);
  ASSERT_EQ(Refused(extend("bob", 5)), "OK ");
  EXPECT_TRUE(Get(as("ada"), meeting)->has_extension());
  for (const char* person : {"ada", "bob"}) ASSERT_EQ(Refused(Confirm(person, meeting)), "OK ");
  world.Advance(At(3, 12, 45) - now());
  EXPECT_EQ(Get(as("ada"), meeting)->state(), v1::Meeting::COMPLETED);
  EXPECT_FALSE(Get(as("ada"), meeting)->has_extension()) << "a wish to go on ends with the meeting";
  EXPECT_EQ(Refused(extend("bob", 15)), "FAILED_PRECONDITION MEETING_CLOSED");
  for (const char* event : {"meeting.extension_proposed", "meeting.extended"}) EXPECT_THAT(Events(), testing::Contains(event));
}

TEST_P(NoteTest, ReadinessIsProgressChallengeAndQuestionsAsBothSeeIt) {
  auto ready = [&] {
    v1::Readiness readiness = Brief("bob")->readiness();
    EXPECT_EQ(readiness.DebugString(), Get(as("ada"), meeting)->readiness().DebugString());
    return std::vector<bool>{readiness.progress(), readiness.challenge(), readiness.questions()};
  };
  EXPECT_THAT(ready(), ElementsAre(false, false, false));
  v1::SetAgendaRequest request;
  request.set_name(meeting);
  request.mutable_agenda()->set_progress("The first half runs");
  ASSERT_EQ(Refused(Meetings<v1::Meeting>(as("ada"), "SetAgenda", request)), "OK ");
  EXPECT_THAT(ready(), ElementsAre(true, false, false));
  request.mutable_agenda()->set_challenge("The second does not");
  ASSERT_EQ(Refused(Meetings<v1::Meeting>(as("ada"), "SetAgenda", request)), "OK ");
  EXPECT_THAT(ready(), ElementsAre(true, true, false));
  ASSERT_EQ(Refused(Prepare({"What would you drop?", "How did you begin?", "Who helped you?"})), "OK ");
  EXPECT_THAT(ready(), ElementsAre(true, true, true));
}

TEST_P(NoteTest, ThreeToFiveQuestionsArePreparedAndOneThatYesAnswersGetsAHint) {
  EXPECT_EQ(Refused(Prepare({"What first?", "What then?"})), "INVALID_ARGUMENT QUESTION_COUNT");
  EXPECT_EQ(Refused(Prepare({"A?", "B?", "C?", "D?", "E?", "F?"})), "INVALID_ARGUMENT QUESTION_COUNT");
  ASSERT_EQ(Refused(Prepare({"What would you drop?", "Is it hard?", "Who helped you?"})), "OK ");
  auto brief = Brief("bob");
  ASSERT_EQ(brief->prepared_questions_size(), 3);
  EXPECT_EQ(brief->prepared_questions(1).hint(), v1::PreparedQuestion::YES_NO);
  EXPECT_NE(brief->prepared_questions(0).hint(), v1::PreparedQuestion::YES_NO);
}

TEST_P(NoteTest, QuestionsToTakeAlongDependOnRolePhaseAndLanguage) {
  auto bank = [&](const std::string& by, const std::string& locale) {
    auto brief = Brief(by, locale);
    EXPECT_EQ(Refused(brief), "OK ");
    return std::vector<std::string>(brief->question_bank().begin(), brief->question_bank().end());
  };
  std::vector<std::string> mentor = bank("bob", "en"), mentee = bank("ada", "en");
  ASSERT_FALSE(mentor.empty());
  EXPECT_THAT(mentor, Each(testing::EndsWith("?")));
  EXPECT_NE(mentor, mentee);
  EXPECT_NE(mentor, bank("bob", "nl"));
  matching::v1::ConcludeIntroRequest conclude;
  conclude.set_name(pair);
  conclude.set_outcome(matching::v1::ConcludeIntroRequest::CONTINUE);
  ASSERT_EQ(Refused(Matching<matching::v1::Mentorship>(as("ada"), "ConcludeIntro", conclude)), "OK ");
  ASSERT_EQ(Refused(Cancel(as("ada"), meeting)), "OK ");
  meeting = Book("ada", pair, At(4, 12))->name();
  EXPECT_NE(mentor, bank("bob", "en"));
}

TEST_P(NoteTest, ABriefThanksThePartnerForWhomItIsLateAndSaysHowTheyLikeToBeSpokenTo) {
  profile::v1::UpdateProfileRequest request;
  request.mutable_profile()->set_name(Person("ada"));
  auto& likes = *request.mutable_profile()->mutable_communication();
  likes.set_channel(profile::v1::CommunicationPreference::EMAIL);
  likes.set_directness(4);
  likes.set_formality(2);
  likes.set_language("ja");
  request.mutable_update_mask()->add_paths("communication");
  ASSERT_EQ(Refused(as("ada").Call<profile::v1::Profile>("gilde.profile.v1.ProfileService/UpdateProfile", request)), "OK ");
  world.Settle();
  auto brief = Brief("bob", "en");
  ASSERT_EQ(brief->partners_size(), 1);
  const auto& ada = brief->partners(0);
  EXPECT_EQ(ada.local_time().local_start(), "2027-01-07T21:00:00");
  EXPECT_THAT(ada.thanks(), HasSubstr("ada"));
  EXPECT_EQ(ada.channel(), "EMAIL");
  EXPECT_EQ(ada.directness(), 4);
  EXPECT_EQ(ada.formality(), 2);
  EXPECT_EQ(ada.language(), "ja");
  EXPECT_THAT(Brief("ada", "en")->partners(0).thanks(), IsEmpty()) << "noon is late for nobody";
}

}  // namespace
}  // namespace gilde::scheduling
