// How a mentee finds a mentor.
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/base/errors.h"
#include "common/base/zones.h"
#include "gilde/matching/v1/match_service.pb.h"
#include "services/cli/recommendation.h"
#include "services/cli/simulate/life.h"
#include "services/cli/simulate/texts.h"

namespace gilde::cli::simulation {

using gilde::matching::v1::ConversationRequest;
using gilde::scheduling::v1::ListFreeTimesResponse;

namespace {

constexpr int kSearches = 3;  // after which a mentee leaves it be
constexpr size_t kRanked = 3;
constexpr char kConversations[] = "gilde.matching.v1.ConversationService/";

}  // namespace

void Life::Begin() {
  absl::Time first = world_.begin + absl::Hours(3) + mentee_.Later();
  world_.diary.AtTheHour(first, Turn::kLook, number(), [this] { return Look(); });
}

void Life::LookAgain(absl::Duration after) {
  if (searches_ >= kSearches) return;
  world_.diary.AtTheHour(world_.now + after, Turn::kLook, number(), [this] { return Look(); });
}

absl::Status Life::Look() {
  if (mentor_ != nullptr || world_.now > world_.end - absl::Hours(24 * 60)) return absl::OkStatus();
  ++searches_;
  gilde::matching::v1::RecommendMentorsRequest request;
  FillRecommendRequest(mentee_.program, mentee_.name, kRanked, &request);
  GILDE_ASSIGN_OR_RETURN(auto found, world_.Try<gilde::matching::v1::RecommendMentorsResponse>(
                                         mentee_, "gilde.matching.v1.MatchService/RecommendMentors", request));
  std::vector<Person*> ranked;
  for (int i = 0; found && i < found->recommendations_size(); ++i) {
    if (!PartsAddUp(found->recommendations(i))) return absl::InternalError("the reasons of a recommendation do not add up to its score");
    ranked.push_back(world_.by_name.at(found->recommendations(i).mentor()));
  }
  if (ranked.empty()) {
    LookAgain(absl::Hours(24 * 7));
    return absl::OkStatus();
  }
  GILDE_ASSIGN_OR_RETURN(ConversationRequest draft, Draft(ranked));
  world_.diary.AtTheHour(world_.now, Turn::kAct, ranked[0]->number, [this, draft] { return Send(draft); });
  return absl::OkStatus();
}

absl::StatusOr<ConversationRequest> Life::Draft(const std::vector<Person*>& ranked) {
  ConversationRequest draft;
  draft.set_program(mentee_.program);
  draft.set_mentee(mentee_.name);
  draft.set_subject(absl::StrCat("Two questions about ", mentee_.skill));
  draft.set_introduction(absl::StrCat("I am ", mentee_.given_name, ". This is what I work towards: ", GoalText(mentee_.skill), "."));
  draft.add_questions(absl::StrCat("What would you look at first in my place, with few hours a week for ", mentee_.skill, "?"));
  draft.add_questions("Which mistake of your own taught you most about it?");
  for (Person* mentor : ranked) {
    draft.add_ranked_mentors(mentor->name);
    // The keen have read what there is to read.
    std::string opening = OpeningText(asked_++, mentor->skill, mentee_.temperament == Temperament::kKeen ? mentor->work : "");
    if (draft.opening().empty()) {
      draft.set_opening(opening);
    } else {
      draft.add_further_openings(opening);
    }
  }
  draft.set_minutes(20);
  draft.set_window_days(21);
  gilde::scheduling::v1::ListFreeTimesRequest free;
  free.set_parent(mentee_.name);
  *free.mutable_start_time() = base::ToProto(world_.now + absl::Hours(48));
  *free.mutable_end_time() = base::ToProto(world_.now + absl::Hours(24 * 9));
  free.set_minutes(20);
  GILDE_ASSIGN_OR_RETURN(auto times,
                         world_.connection.Call<ListFreeTimesResponse>(world_.connection.Member(mentee_.name),
                                                                       "gilde.scheduling.v1.AvailabilityService/ListFreeTimes", free));
  for (int i = 0; i < times.free_times_size() && draft.proposed_slots_size() < 4; ++i) {
    auto* slot = draft.add_proposed_slots();
    *slot->mutable_start_time() = times.free_times(i).start_time();
    *slot->mutable_end_time() = base::ToProto(base::FromProto(times.free_times(i).start_time()) + absl::Minutes(20));
  }
  return draft;
}

absl::Status Life::Send(const ConversationRequest& draft) {
  gilde::matching::v1::CreateConversationRequestRequest create;
  create.set_parent(world_.connection.Organization());
  create.set_conversation_request_id(absl::StrFormat("s%05d-%d", number(), searches_));
  *create.mutable_conversation_request() = draft;
  GILDE_ASSIGN_OR_RETURN(auto sent,
                         world_.Try<ConversationRequest>(mentee_, absl::StrCat(kConversations, "CreateConversationRequest"), create));
  // Somebody was faster.
  if (!sent) LookAgain(absl::Hours(24));
  return absl::OkStatus();
}

// A mentor reads a request: the first choice, a later one, or a second time after a reminder.
void Life::Asked(Person& mentor, const std::string& request) {
  absl::Time when = world_.now + mentor.Later();
  if (mentor.Chance(mentor.habits().accepts)) {
    world_.diary.AtTheHour(when, Turn::kAct, mentor.number, [this, &mentor, request] { return Accept(mentor, request); });
  } else {
    world_.diary.AtTheHour(when, Turn::kAlone, mentor.number, [this, &mentor, request] { return Decline(mentor, request); });
  }
}

absl::Status Life::Accept(Person& mentor, const std::string& request) {
  gilde::matching::v1::AcceptConversationRequestRequest accept;
  accept.set_name(request);
  GILDE_ASSIGN_OR_RETURN(auto accepted,
                         world_.Try<ConversationRequest>(mentor, absl::StrCat(kConversations, "AcceptConversationRequest"), accept));
  if (accepted) {
    Met(mentor, accepted->mentorship());
  } else {
    world_.diary.AtTheHour(world_.now, Turn::kAlone, mentor.number, [this, &mentor, request] { return Decline(mentor, request); });
  }
  return absl::OkStatus();
}

absl::Status Life::Decline(const Person& mentor, const std::string& request) {
  gilde::matching::v1::DeclineConversationRequestRequest decline;
  decline.set_name(request);
  decline.set_note("Thank you for writing. I have no room this season; somebody else will be glad of your questions.");
  absl::StatusOr<std::optional<ConversationRequest>> declined =
      world_.Try<ConversationRequest>(mentor, absl::StrCat(kConversations, "DeclineConversationRequest"), decline);
  // It may have gone on to somebody else, whose it is now.
  return absl::IsPermissionDenied(declined.status()) || absl::IsNotFound(declined.status()) ? absl::OkStatus() : declined.status();
}

void Life::Met(Person& mentor, const std::string& mentorship) {
  mentor_ = &mentor;
  mentorship_ = mentorship;
  agreement_.clear();
  talk_ = Talk();
  met_ = 0;
  silent_ = false;
  silent_after_ = mentee_.temperament == Temperament::kGhosting ? mentee_.dice.Between(1, 3) : kNever;
  if (mentor.temperament == Temperament::kGhosting) silent_after_ = std::min(silent_after_, mentor.dice.Between(2, 4));
  world_.Found(mentorship, this);
  if (mentee_.Chance(mentee_.habits().books)) BookLater(world_.now + mentee_.Later());
}

}  // namespace gilde::cli::simulation
