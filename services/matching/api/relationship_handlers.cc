#include "services/matching/api/relationship_handlers.h"

#include <utility>

namespace gilde::matching::api {

Relationships::Relationships(storage::Store& store, const domain::Projection& projection, std::shared_ptr<rpc::Client> profile,
                             Rematch rematch)
    : people_(std::move(profile)),
      conversations_(store, people_, projection),
      mentorships_(store, people_, std::move(rematch)),
      exchanges_(store),
      growth_(store, people_) {}

void Relationships::AddHandlers(rpc::Service& service) {
  auto requests = std::make_unique<rpc::Handlers>("gilde.matching.v1.ConversationService");
  requests->Add("CheckConversationRequest", conversations_, &ConversationApi::CheckConversationRequest);
  requests->Add("CreateConversationRequest", conversations_, &ConversationApi::CreateConversationRequest);
  requests->Add("GetConversationRequest", conversations_, &ConversationApi::GetConversationRequest);
  requests->Add("ListConversationRequests", conversations_, &ConversationApi::ListConversationRequests);
  requests->Add("AcceptConversationRequest", conversations_, &ConversationApi::AcceptConversationRequest);
  requests->Add("DeclineConversationRequest", conversations_, &ConversationApi::DeclineConversationRequest);
  requests->Add("WithdrawConversationRequest", conversations_, &ConversationApi::WithdrawConversationRequest);
  service.handlers.push_back(std::move(requests));

  auto mentorships = std::make_unique<rpc::Handlers>("gilde.matching.v1.MentorshipService");
  mentorships->Add("CreateMentorship", mentorships_, &MentorshipApi::CreateMentorship);
  mentorships->Add("AcceptMentorship", mentorships_, &MentorshipApi::AcceptMentorship);
  mentorships->Add("GetMentorship", mentorships_, &MentorshipApi::GetMentorship);
  mentorships->Add("ListMentorships", mentorships_, &MentorshipApi::ListMentorships);
  mentorships->Add("ConcludeIntro", mentorships_, &MentorshipApi::ConcludeIntro);
  mentorships->Add("PauseMentorship", mentorships_, &MentorshipApi::PauseMentorship);
  mentorships->Add("ResumeMentorship", mentorships_, &MentorshipApi::ResumeMentorship);
  mentorships->Add("ProposeWrapUp", mentorships_, &MentorshipApi::ProposeWrapUp);
  mentorships->Add("AnswerWrapUp", mentorships_, &MentorshipApi::AnswerWrapUp);
  mentorships->Add("EndMentorship", mentorships_, &MentorshipApi::EndMentorship);
  mentorships->Add("StartContact", mentorships_, &MentorshipApi::StartContact);
  mentorships->Add("StopContact", mentorships_, &MentorshipApi::StopContact);
  mentorships->Add("BreakGlass", mentorships_, &MentorshipApi::BreakGlass);
  mentorships->Add("GetTimeline", mentorships_, &MentorshipApi::GetTimeline);
  mentorships->Add("ProposeAgreement", exchanges_, &ExchangeApi::ProposeAgreement);
  mentorships->Add("SignAgreement", exchanges_, &ExchangeApi::SignAgreement);
  mentorships->Add("ListAgreements", exchanges_, &ExchangeApi::ListAgreements);
  mentorships->Add("RecordCheckIn", exchanges_, &ExchangeApi::RecordCheckIn);
  mentorships->Add("ListCheckIns", exchanges_, &ExchangeApi::ListCheckIns);
  mentorships->Add("RecordPulse", exchanges_, &ExchangeApi::RecordPulse);
  mentorships->Add("CreateAdvice", exchanges_, &ExchangeApi::CreateAdvice);
  mentorships->Add("ListAdvice", exchanges_, &ExchangeApi::ListAdvice);
  mentorships->Add("ActOnAdvice", exchanges_, &ExchangeApi::ActOnAdvice);
  mentorships->Add("ReportAdvice", exchanges_, &ExchangeApi::ReportAdvice);
  mentorships->Add("GiveFeedback", exchanges_, &ExchangeApi::GiveFeedback);
  mentorships->Add("ListFeedback", exchanges_, &ExchangeApi::ListFeedback);
  mentorships->Add("AcknowledgeFeedback", exchanges_, &ExchangeApi::AcknowledgeFeedback);
  mentorships->Add("CreateAppreciation", exchanges_, &ExchangeApi::CreateAppreciation);
  mentorships->Add("ListAppreciations", exchanges_, &ExchangeApi::ListAppreciations);
  mentorships->Add("OfferIntroduction", growth_, &GrowthApi::OfferIntroduction);
  mentorships->Add("GetIntroduction", growth_, &GrowthApi::GetIntroduction);
  mentorships->Add("ListIntroductions", growth_, &GrowthApi::ListIntroductions);
  mentorships->Add("AnswerIntroduction", growth_, &GrowthApi::AnswerIntroduction);
  mentorships->Add("CompleteIntroduction", growth_, &GrowthApi::CompleteIntroduction);
  mentorships->Add("OfferAdvocacy", growth_, &GrowthApi::OfferAdvocacy);
  mentorships->Add("ListAdvocacies", growth_, &GrowthApi::ListAdvocacies);
  mentorships->Add("AnswerAdvocacy", growth_, &GrowthApi::AnswerAdvocacy);
  mentorships->Add("CompleteAdvocacy", growth_, &GrowthApi::CompleteAdvocacy);
  mentorships->Add("CreateStretchAssignment", growth_, &GrowthApi::CreateStretchAssignment);
  mentorships->Add("ListStretchAssignments", growth_, &GrowthApi::ListStretchAssignments);
  mentorships->Add("DebriefStretchAssignment", growth_, &GrowthApi::DebriefStretchAssignment);
  mentorships->Add("CreateWin", growth_, &GrowthApi::CreateWin);
  mentorships->Add("ListWins", growth_, &GrowthApi::ListWins);
  mentorships->Add("CreateStory", growth_, &GrowthApi::CreateStory);
  mentorships->Add("ListStories", growth_, &GrowthApi::ListStories);
  mentorships->Add("CreateUnderstanding", growth_, &GrowthApi::CreateUnderstanding);
  mentorships->Add("AnswerUnderstanding", growth_, &GrowthApi::AnswerUnderstanding);
  mentorships->Add("ListUnderstandings", growth_, &GrowthApi::ListUnderstandings);
  mentorships->Add("ShareResource", growth_, &GrowthApi::ShareResource);
  mentorships->Add("ListResources", growth_, &GrowthApi::ListResources);
  mentorships->Add("CreateReflection", growth_, &GrowthApi::CreateReflection);
  mentorships->Add("ListReflections", growth_, &GrowthApi::ListReflections);
  service.handlers.push_back(std::move(mentorships));
}

}  // namespace gilde::matching::api
