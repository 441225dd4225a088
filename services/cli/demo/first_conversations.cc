// Step 4: a time for the first conversation, across zones, and its invitation in the mail.
#include <algorithm>
#include <filesystem>
#include <set>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "common/base/clock.h"
#include "common/base/errors.h"
#include "common/base/files.h"
#include "common/base/ids.h"
#include "common/base/zones.h"
#include "gilde/scheduling/v1/meeting.pb.h"
#include "services/cli/csv.h"
#include "services/cli/demo/stage.h"
#include "services/cli/demo/texts.h"
#include "services/cli/output.h"

namespace gilde::cli {

using gilde::scheduling::v1::Invitation;
using gilde::scheduling::v1::Meeting;

namespace {

// Pairs whose times are printed; the others would be more of the same.
constexpr int kShown = 8;

absl::Status BookFirst(Stage& stage, Pair& pair) {
  Booking booking;
  booking.key = absl::StrFormat("p%02d/0", pair.number);
  booking.pair = &pair;
  booking.minutes = 20;
  booking.from = stage.story.now() + absl::Hours(48);
  booking.to = booking.from + absl::Hours(24 * 10);
  booking.by_hold = true;
  absl::StatusOr<Booked> booked = Book(stage, booking);
  if (absl::IsNotFound(booked.status())) {
    stage.story.Say(absl::StrCat("   ", pair.mentee->call, " and ", pair.mentor->call, " have no time in common in ten days."));
    booking.key += "w";
    booking.to = booking.from + absl::Hours(24 * 28);
    booked = Book(stage, booking);
  }
  GILDE_RETURN_IF_ERROR(booked.status());
  pair.first_meeting = booked->meeting;
  pair.first_slot = booked->slot;
  if (pair.number <= kShown) {
    stage.story.Say(absl::StrCat("   ", Fit(absl::StrCat(pair.mentee->call, " and ", pair.mentor->call), 40), "  ",
                                 WhatTimeForWhom(stage, booked->slot)));
  }
  gilde::scheduling::v1::PrepareQuestionsRequest prepare;
  prepare.set_name(booked->meeting);
  for (const std::string& question : PreparedQuestions(*pair.mentee)) prepare.add_questions(question);
  return stage.story
      .Do<Meeting>(booking.key + "/prepare", stage.As(*pair.mentee), "gilde.scheduling.v1.MeetingService/PrepareQuestions", prepare)
      .status();
}

// A mail's text with its transfer encodings undone as far as finding a calendar in it needs.
bool HoldsCalendar(const std::string& mail, const std::string& uid) {
  if (!absl::StrContains(mail, "text/calendar")) return false;
  std::string joined = absl::StrReplaceAll(mail, {{"\r\n", "\n"}});
  for (const std::string& part : std::vector<std::string>(absl::StrSplit(joined, "\n\n"))) {
    std::string plain, flat = absl::StrReplaceAll(part, {{"\n", ""}});
    if (!absl::Base64Unescape(flat.substr(0, flat.find("--")), &plain))
      plain = absl::StrReplaceAll(part, {{"=\n", ""}, {"\n ", ""}, {"=3D", "="}});
    plain = absl::StrReplaceAll(plain, {{"\r\n ", ""}, {"\n ", ""}});
    if (absl::StrContains(plain, "BEGIN:VCALENDAR") && absl::StrContains(plain, uid)) return true;
  }
  return absl::StrContains(absl::StrReplaceAll(joined, {{"\n ", ""}, {"=\n", ""}}), uid);
}

absl::StatusOr<std::string> FindMail(const std::string& maildir, const std::string& uid) {
  namespace fs = std::filesystem;
  for (int attempt = 0; attempt < 100; ++attempt) {
    std::set<std::string> files;
    std::error_code error;
    for (const auto& entry : fs::recursive_directory_iterator(maildir, error)) {
      if (entry.is_regular_file(error)) files.insert(entry.path().string());
    }
    for (const std::string& file : files) {
      auto mail = base::ReadFile(file);
      if (mail.ok() && HoldsCalendar(*mail, uid)) return file;
    }
    base::SleepFor(absl::Milliseconds(100));
  }
  return absl::NotFoundError(absl::StrCat("no mail with the invitation ", uid, " in ", maildir));
}

absl::Status ShowInvitation(Stage& stage) {
  const Pair& pair = stage.pairs.front();
  gilde::scheduling::v1::GetInvitationRequest request;
  request.set_name(pair.first_meeting);
  GILDE_ASSIGN_OR_RETURN(auto invitation, stage.story.Do<Invitation>("invitation", stage.As(*pair.mentee),
                                                                     "gilde.scheduling.v1.MeetingService/GetInvitation", request));
  if (stage.flags.maildir.empty()) return absl::OkStatus();
  return stage.story.Once("invitation/mail", [&]() -> absl::Status {
    GILDE_ASSIGN_OR_RETURN(std::string file, FindMail(stage.flags.maildir, invitation.uid()));
    stage.story.Say();
    stage.story.Say(absl::StrCat("   The invitation of ", pair.mentee->call, " and ", pair.mentor->call, " lies in ", file, ":"));
    for (const std::string& line :
         std::vector<std::string>(absl::StrSplit(absl::StrReplaceAll(invitation.icalendar(), {{"\r\n", "\n"}}), '\n'))) {
      for (const char* shown : {"METHOD", "UID", "DTSTART;", "DTEND;", "SEQUENCE", "SUMMARY"}) {
        if (absl::StartsWith(line, shown)) stage.story.Say("     " + Dim(line));
      }
    }
    return absl::OkStatus();
  });
}

}  // namespace

absl::Status TellFirstConversations(Stage& stage) {
  stage.story.Chapter(4, "Slots are found across zones, and the first conversations are booked");
  if (stage.pairs.empty()) return absl::FailedPreconditionError("nobody was accepted: there is no story to tell");
  for (Pair& pair : stage.pairs) GILDE_RETURN_IF_ERROR(BookFirst(stage, pair));
  stage.story.Say(absl::StrCat("   ", stage.pairs.size(), " first conversations of twenty minutes are booked."));
  stage.story.MoveTo(stage.story.now() + absl::Hours(12));
  GILDE_RETURN_IF_ERROR(stage.story.Settle());
  return ShowInvitation(stage);
}

}  // namespace gilde::cli
