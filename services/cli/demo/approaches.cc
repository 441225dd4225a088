// Step 3: recommended mentors, and the first approach.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "common/base/errors.h"
#include "common/base/zones.h"
#include "gilde/matching/v1/conversation.pb.h"
#include "gilde/matching/v1/match_service.pb.h"
#include "services/cli/demo/stage.h"
#include "services/cli/demo/texts.h"
#include "services/cli/output.h"
#include "services/cli/recommendation.h"

namespace gilde::cli {

using gilde::matching::v1::ConversationRequest;
using gilde::matching::v1::RecommendMentorsResponse;
using gilde::scheduling::v1::ListFreeTimesResponse;

namespace {

// Rounds of answers: a day passes between two.
constexpr int kAnswerDays = 6;
constexpr int kRankedMentors = 3;

// One mentee's search for a mentor.
struct Search {
  const Member* mentee = nullptr;
  int number = 0;
  std::vector<const Member*> ranked;
  std::string request;      // name, once sent
  bool left_alone = false;  // nobody answers this one
  bool declined_first = false;
  bool open = false;
};

std::string Key(const Search& search, const std::string& what) { return absl::StrFormat("approach%02d/%s", search.number, what); }

absl::StatusOr<ConversationRequest> Draft(Stage& stage, const std::string& key, const Member& mentee,
                                          const std::vector<const Member*>& mentors) {
  ConversationRequest draft;
  draft.set_program(stage.program);
  draft.set_mentee(mentee.name);
  for (const Member* mentor : mentors) draft.add_ranked_mentors(mentor->name);
  draft.set_subject(Subject(mentee));
  draft.set_opening(Opening(mentee, *mentors[0], 0));
  for (size_t i = 1; i < mentors.size(); ++i) draft.add_further_openings(Opening(mentee, *mentors[i], i));
  draft.set_introduction(Introduction(mentee));
  for (const std::string& question : Questions(mentee)) draft.add_questions(question);
  draft.set_minutes(20);
  draft.set_window_days(21);
  // Times at which the mentee can: the first twenty minutes of their next free times.
  gilde::scheduling::v1::ListFreeTimesRequest free;
  free.set_parent(mentee.name);
  *free.mutable_start_time() = base::ToProto(stage.story.now() + absl::Hours(48));
  *free.mutable_end_time() = base::ToProto(stage.story.now() + absl::Hours(24 * 14));
  free.set_minutes(20);
  GILDE_ASSIGN_OR_RETURN(auto times, stage.story.Do<ListFreeTimesResponse>(key + "/free", stage.As(mentee),
                                                                           "gilde.scheduling.v1.AvailabilityService/ListFreeTimes", free));
  for (int i = 0; i < times.free_times_size() && draft.proposed_slots_size() < 4; ++i) {
    auto* slot = draft.add_proposed_slots();
    *slot->mutable_start_time() = times.free_times(i).start_time();
    *slot->mutable_end_time() = base::ToProto(base::FromProto(times.free_times(i).start_time()) + absl::Minutes(20));
  }
  return draft;
}

absl::Status AskForTooMuch(Stage& stage, const Search& search) {
  GILDE_ASSIGN_OR_RETURN(ConversationRequest draft, Draft(stage, Key(search, "too-much"), *search.mentee, search.ranked));
  draft.set_introduction("I have followed your work for years. Will you be my mentor?");
  gilde::matching::v1::CreateConversationRequestRequest create;
  create.set_parent(stage.story.Organization());
  *create.mutable_conversation_request() = draft;
  absl::Status status = stage.story
                            .Do<ConversationRequest>(Key(search, "too-much"), stage.As(*search.mentee),
                                                     "gilde.matching.v1.ConversationService/CreateConversationRequest", create)
                            .status();
  if (status.ok()) return absl::InternalError("a request that asks for a mentor was sent");
  gilde::matching::v1::CheckConversationRequestRequest check;
  check.set_parent(stage.story.Organization());
  *check.mutable_conversation_request() = draft;
  GILDE_ASSIGN_OR_RETURN(auto findings, stage.story.Do<gilde::matching::v1::CheckConversationRequestResponse>(
                                            Key(search, "too-much/check"), stage.As(*search.mentee),
                                            "gilde.matching.v1.ConversationService/CheckConversationRequest", check));
  stage.story.Say(absl::StrCat("   ", search.mentee->call, " writes \"Will you be my mentor?\" and is refused: ", base::ReasonOf(status)));
  for (const auto& finding : findings.findings()) {
    if (finding.reason() != "GOLDEN_RULE") continue;
    stage.story.Say("     " + finding.message() + "; " + finding.instead() + ".");
    break;
  }
  return absl::OkStatus();
}

absl::Status Recommend(Stage& stage, Search& search) {
  gilde::matching::v1::RecommendMentorsRequest request;
  FillRecommendRequest(stage.program, search.mentee->name, 5, &request);
  GILDE_ASSIGN_OR_RETURN(auto found, stage.story.Do<RecommendMentorsResponse>(Key(search, "recommend"), stage.As(*search.mentee),
                                                                              "gilde.matching.v1.MatchService/RecommendMentors", request));
  if (found.recommendations().empty()) {
    stage.story.Say(absl::StrCat("   ", search.mentee->call, ": nobody fits yet."));
    return absl::OkStatus();
  }
  for (const auto& recommendation : found.recommendations()) {
    const Member* mentor = stage.Find(recommendation.mentor());
    if (mentor != nullptr && search.ranked.size() < kRankedMentors) search.ranked.push_back(mentor);
    if (!PartsAddUp(recommendation)) return absl::InternalError("the reasons of a recommendation do not add up to its score");
  }
  const Member* first = stage.Find(found.recommendations(0).mentor());
  stage.story.Say(absl::StrCat("   ", Fit(search.mentee->call, 20), " ", Fit(first == nullptr ? "?" : first->call, 20), " ",
                               Reasons(found.recommendations(0))));
  return absl::OkStatus();
}

absl::Status Send(Stage& stage, Search& search, int round) {
  GILDE_ASSIGN_OR_RETURN(ConversationRequest sent,
                         SendRequest(stage, Key(search, absl::StrCat("send", round)), *search.mentee, search.ranked));
  search.request = sent.name();
  search.open = true;
  return absl::OkStatus();
}

absl::StatusOr<ConversationRequest> Decline(Stage& stage, const Search& search, const Member& mentor, int day) {
  gilde::matching::v1::DeclineConversationRequestRequest decline;
  decline.set_name(search.request);
  decline.set_note("Thank you for writing. I have no room before the summer; somebody else will be glad of your questions.");
  return stage.story.Do<ConversationRequest>(Key(search, absl::StrCat("decline", day)), stage.As(mentor),
                                             "gilde.matching.v1.ConversationService/DeclineConversationRequest", decline);
}

// The mentor who is asked now answers: yes while there is a seat.
absl::Status Answer(Stage& stage, Search& search, int day) {
  gilde::matching::v1::GetConversationRequestRequest get;
  get.set_name(search.request);
  GILDE_ASSIGN_OR_RETURN(auto request,
                         stage.story.Do<ConversationRequest>(Key(search, absl::StrCat("look", day)), stage.As(*search.mentee),
                                                             "gilde.matching.v1.ConversationService/GetConversationRequest", get));
  search.open = request.state() == ConversationRequest::SENT;
  const Member* mentor = stage.Find(request.mentor());
  if (!search.open || mentor == nullptr) return absl::OkStatus();
  gilde::matching::v1::AcceptConversationRequestRequest accept;
  accept.set_name(search.request);
  accept.set_note("Gladly. Bring your questions and I shall bring mine.");
  bool decline_now = search.declined_first && day == 1 && search.ranked.size() > 1;
  absl::StatusOr<ConversationRequest> accepted = absl::UnknownError("");
  if (!decline_now) {
    accepted = stage.story.Do<ConversationRequest>(Key(search, absl::StrCat("accept", day)), stage.As(*mentor),
                                                   "gilde.matching.v1.ConversationService/AcceptConversationRequest", accept);
    if (accepted.status().code() != absl::StatusCode::kFailedPrecondition && !accepted.ok()) return accepted.status();
  }
  if (accepted.ok()) {
    search.open = false;
    Pair& pair = stage.pairs.emplace_back();
    pair.number = static_cast<int>(stage.pairs.size());
    pair.mentee = search.mentee;
    pair.mentor = mentor;
    pair.mentorship = accepted->mentorship();
    return absl::OkStatus();
  }
  GILDE_ASSIGN_OR_RETURN(ConversationRequest after, Decline(stage, search, *mentor, day));
  search.open = after.state() == ConversationRequest::SENT;
  std::string why = decline_now ? "has no time and says so kindly" : "has given every seat away";
  GILDE_ASSIGN_OR_RETURN(auto now,
                         stage.story.Do<ConversationRequest>(Key(search, absl::StrCat("moved", day)), stage.As(*search.mentee),
                                                             "gilde.matching.v1.ConversationService/GetConversationRequest", get));
  const Member* next = stage.Find(now.mentor());
  stage.story.Say(absl::StrCat("   ", mentor->call, " ", why, "; the request of ", search.mentee->call, " ",
                               search.open && next != nullptr ? "goes on to " + next->call + ", the next choice" : "is closed", "."));
  return absl::OkStatus();
}

absl::Status TellAnswers(Stage& stage, std::vector<Search>& searches) {
  absl::Time start = stage.story.now();
  for (int day = 1; day <= kAnswerDays; ++day) {
    stage.story.MoveTo(start + absl::Hours(24 * day));
    for (Search& search : searches) {
      if (search.open && !search.left_alone) GILDE_RETURN_IF_ERROR(Answer(stage, search, day));
    }
    // Whom nobody took yet asks again, those who have room now.
    for (Search& search : searches) {
      bool again = !search.open && !search.left_alone && day < kAnswerDays &&
                   std::none_of(stage.pairs.begin(), stage.pairs.end(), [&](const Pair& pair) { return pair.mentee == search.mentee; });
      if (!again) continue;
      Search fresh = search;
      fresh.ranked.clear();
      fresh.number = search.number + 100 * day;
      GILDE_RETURN_IF_ERROR(Recommend(stage, fresh));
      if (fresh.ranked.empty()) continue;
      search.ranked = fresh.ranked;
      GILDE_RETURN_IF_ERROR(Send(stage, search, day));
    }
  }
  stage.story.MoveTo(start + absl::Hours(24 * 7 + 1));
  return absl::OkStatus();
}

absl::Status TellSilence(Stage& stage, const std::vector<Search>& searches) {
  for (const Search& search : searches) {
    if (!search.left_alone) continue;
    gilde::matching::v1::GetConversationRequestRequest get;
    get.set_name(search.request);
    GILDE_ASSIGN_OR_RETURN(auto request,
                           stage.story.Do<ConversationRequest>(Key(search, "expired"), stage.As(*search.mentee),
                                                               "gilde.matching.v1.ConversationService/GetConversationRequest", get));
    stage.story.Say(absl::StrCat("   ", search.ranked[0]->call, " did not answer ", search.mentee->call, ": reminded on day 3, ",
                                 request.state() == ConversationRequest::EXPIRED ? "expired on day 7" : "still open", "."));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<ConversationRequest> SendRequest(Stage& stage, const std::string& key, const Member& mentee,
                                                const std::vector<const Member*>& mentors) {
  gilde::matching::v1::CreateConversationRequestRequest create;
  create.set_parent(stage.story.Organization());
  create.set_conversation_request_id(absl::StrJoin(absl::StrSplit(key, '/'), "-"));
  GILDE_ASSIGN_OR_RETURN(*create.mutable_conversation_request(), Draft(stage, key, mentee, mentors));
  return stage.story.Do<ConversationRequest>(key, stage.As(mentee), "gilde.matching.v1.ConversationService/CreateConversationRequest",
                                             create);
}

absl::Status TellApproaches(Stage& stage) {
  Story& story = stage.story;
  story.Chapter(3, "Mentors are recommended, and asked for one short conversation");
  // What was approved a moment ago is known to everybody a minute later.
  story.MoveTo(story.now() + absl::Minutes(1));
  std::vector<Search> searches;
  for (const Member& member : stage.people) {
    if (!member.mentee) continue;
    Search& search = searches.emplace_back();
    search.mentee = &member;
    search.number = static_cast<int>(searches.size());
    GILDE_RETURN_IF_ERROR(Recommend(stage, search));
  }
  searches.erase(std::remove_if(searches.begin(), searches.end(), [](const Search& search) { return search.ranked.empty(); }),
                 searches.end());
  if (searches.size() < 3) return absl::FailedPreconditionError("the story needs at least three mentees for whom somebody fits");
  story.Say();
  GILDE_RETURN_IF_ERROR(AskForTooMuch(stage, searches.front()));
  searches[2].declined_first = true;
  searches.back().left_alone = true;
  searches.back().ranked.resize(1);
  for (Search& search : searches) GILDE_RETURN_IF_ERROR(Send(stage, search, 0));
  story.Say(
      absl::StrCat("   ", searches.size(), " requests for a conversation are sent, each with its own opening, two questions and times."));
  GILDE_RETURN_IF_ERROR(TellAnswers(stage, searches));
  GILDE_RETURN_IF_ERROR(TellSilence(stage, searches));
  story.Say(absl::StrCat("   ", stage.pairs.size(), " requests are accepted."));
  return absl::OkStatus();
}

}  // namespace gilde::cli
