#include "services/cli/demo/story.h"

#include <filesystem>
#include <iostream>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/base/errors.h"
#include "common/base/zones.h"
#include "gilde/common/v1/sandbox.pb.h"
#include "services/cli/output.h"

namespace gilde::cli {

absl::StatusOr<std::unique_ptr<Story>> Story::Open(const Connection& connection, const std::string& journal) {
  std::unique_ptr<Story> story(new Story(connection, journal));
  GILDE_RETURN_IF_ERROR(story->Read());
  GILDE_ASSIGN_OR_RETURN(
      auto clock, connection.To("profile", connection.Administrator())
                      .Call<gilde::common::v1::SandboxClock>("gilde.common.v1.Sandbox/GetClock", gilde::common::v1::GetClockRequest()));
  story->clock_ = base::FromProto(clock.time());
  // The first line of a journal is when the story begins.
  const Entry* begin = story->Find("begin");
  std::int64_t seconds = 0;
  if (begin != nullptr && absl::SimpleAtoi(begin->body, &seconds)) {
    story->now_ = absl::FromUnixSeconds(seconds);
    story->told_ = true;
    std::cout << Dim("Going on with a story that was interrupted; what is done is not done again.") << '\n';
  } else {
    story->now_ = story->clock_;
    story->Write("begin", {0, "", std::to_string(absl::ToUnixSeconds(story->clock_))});
  }
  return story;
}

absl::Status Story::Read() {
  std::uintmax_t complete = 0;
  {
    std::ifstream file(path_, std::ios::binary);
    std::string line;
    while (std::getline(file, line) && !file.eof()) {  // a last line without its end was being written when the story stopped
      std::vector<std::string> parts = absl::StrSplit(line, '\t');
      Entry entry;
      if (parts.size() != 4 || !absl::SimpleAtoi(parts[1], &entry.code) || !absl::Base64Unescape(parts[3], &entry.body)) break;
      entry.reason = parts[2];
      entries_[parts[0]] = entry;
      complete += line.size() + 1;
    }
  }
  std::error_code none;  // there is nothing to cut off when there is no file
  std::filesystem::resize_file(path_, complete, none);
  journal_.open(path_, std::ios::binary | std::ios::app);
  if (!journal_) return absl::UnavailableError(absl::StrCat("cannot write the journal ", path_));
  return absl::OkStatus();
}

const Story::Entry* Story::Find(const std::string& key) {
  auto entry = entries_.find(key);
  return entry == entries_.end() ? nullptr : &entry->second;
}

void Story::Write(const std::string& key, const Entry& entry) {
  journal_ << key << '\t' << entry.code << '\t' << entry.reason << '\t' << absl::Base64Escape(entry.body) << '\n' << std::flush;
}

absl::Status Story::DoInto(const std::string& key, const Identity& as, const std::string& method, google::protobuf::Message& request,
                           google::protobuf::Message& response, const std::function<absl::Status(const rpc::Client&)>& call) {
  if (!used_.insert(key).second) return absl::InternalError(absl::StrCat("the story uses the key ", key, " twice"));
  if (const Entry* entry = Find(key)) {
    told_ = true;
    if (entry->code != 0) return base::Refusal(static_cast<absl::StatusCode>(entry->code), entry->reason, entry->body);
    response.ParseFromString(entry->body);
    return absl::OkStatus();
  }
  told_ = false;
  GILDE_RETURN_IF_ERROR(Settle());
  const auto* request_id = request.GetDescriptor()->FindFieldByName("request_id");
  if (request_id != nullptr) request.GetReflection()->SetString(&request, request_id, key);
  absl::Status status = call(connection_.To(Connection::ServiceOf(method), as));
  if (absl::IsUnavailable(status) || absl::IsDeadlineExceeded(status) || absl::IsUnauthenticated(status)) return status;
  if (status.ok()) {
    Write(key, {0, "", response.SerializeAsString()});
  } else {
    Write(key, {static_cast<int>(status.code()), base::ReasonOf(status), std::string(status.message())});
  }
  return status;
}

absl::Status Story::Once(const std::string& key, const std::function<absl::Status()>& act) {
  told_ = Find(key) != nullptr;
  if (told_) return absl::OkStatus();
  GILDE_RETURN_IF_ERROR(Settle());
  GILDE_RETURN_IF_ERROR(act());
  Write(key, {});
  return absl::OkStatus();
}

void Story::MoveTo(absl::Time time) {
  if (time > now_) now_ = time;
}

absl::Status Story::Settle() {
  if (clock_ >= now_) return absl::OkStatus();
  gilde::common::v1::AdvanceClockRequest request;
  *request.mutable_time() = base::ToProto(now_);
  GILDE_ASSIGN_OR_RETURN(auto clock,
                         connection_.To("profile", connection_.Administrator())
                             .Call<gilde::common::v1::SandboxClock>("gilde.common.v1.Sandbox/AdvanceClock", request, absl::Minutes(10)));
  clock_ = base::FromProto(clock.time());
  return absl::OkStatus();
}

void Story::Say(const std::string& line) {
  if (told_) return;
  if (!heading_.empty()) std::cout << '\n' << Bold(heading_) << '\n';
  heading_.clear();
  std::cout << line << std::endl;
}

void Story::Chapter(int number, const std::string& title) { heading_ = absl::StrCat(number, "  ", title); }

}  // namespace gilde::cli
