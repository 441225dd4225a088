// A story told by calls. Every call has a key; its answer is written to a journal, so that a story that was killed and told again
// makes no call twice, moves no clock back and repeats no line. A call that was made but not yet journalled is made again under the
// same request id, at the same time of the sandbox clock, and gets the same answer.
#pragma once

#include <fstream>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/base/errors.h"
#include "google/protobuf/message.h"
#include "services/cli/connection.h"

namespace gilde::cli {

class Story {
 public:
  // Opens the journal, an existing one to go on with it. UNAVAILABLE when it cannot be written.
  static absl::StatusOr<std::unique_ptr<Story>> Open(const Connection& connection, const std::string& journal);

  const Connection& connection() const { return connection_; }
  std::string Organization() const { return connection_.Organization(); }

  // Makes the call named by `key`, at the story's time, or gives what it answered before. Sets `request_id` where the request has one.
  // Refusals are journalled as answers are; an unreachable server is not.
  template <class Response>
  absl::StatusOr<Response> Do(const std::string& key, const Identity& as, const std::string& method, google::protobuf::Message& request) {
    Response response;
    GILDE_RETURN_IF_ERROR(DoInto(key, as, method, request, response, [&](const rpc::Client& client) -> absl::Status {
      GILDE_ASSIGN_OR_RETURN(response, client.Call<Response>(method, request, absl::Minutes(2)));
      return absl::OkStatus();
    }));
    return response;
  }
  // Something that is not one call, made again when it was interrupted.
  absl::Status Once(const std::string& key, const std::function<absl::Status()>& act);

  // The story's time. Moving it moves the sandbox clock before the next call that is made.
  absl::Time now() const { return now_; }
  void MoveTo(absl::Time time);
  // Moves the sandbox clock now, to see what happens.
  absl::Status Settle();

  // Prints a line, unless it was told before the story was interrupted.
  void Say(const std::string& line = "");
  // A heading for the lines that follow.
  void Chapter(int number, const std::string& title);

 private:
  struct Entry {
    int code = 0;
    std::string reason, body;  // body: serialized answer, or the refusal's message
  };
  Story(const Connection& connection, std::string path) : connection_(connection), path_(std::move(path)) {}
  absl::Status Read();
  absl::Status DoInto(const std::string& key, const Identity& as, const std::string& method, google::protobuf::Message& request,
                      google::protobuf::Message& response, const std::function<absl::Status(const rpc::Client&)>& call);
  const Entry* Find(const std::string& key);
  void Write(const std::string& key, const Entry& entry);

  const Connection& connection_;
  std::string path_;
  std::ofstream journal_;
  std::map<std::string, Entry> entries_;
  std::set<std::string> used_;
  absl::Time now_ = absl::InfinitePast();
  absl::Time clock_ = absl::InfinitePast();  // the server's, as far as known
  bool told_ = false;                        // the last call was answered from the journal
  std::string heading_;                      // not printed yet
};

}  // namespace gilde::cli
