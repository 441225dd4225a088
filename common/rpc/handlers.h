// Handlers of one proto service. Authentication, access, deadlines, idempotency keys, metrics and tracing wrap them from outside.
//
//   auto handlers = std::make_unique<rpc::Handlers>("gilde.profile.v1.GoalService");
//   handlers->Add("CreateGoal", api, &GoalApi::CreateGoal);  // absl::StatusOr<Goal> (const Call&, const CreateGoalRequest&)
//
// Adding a method that the proto does not have, with other message types, or leaving one out, stops the server from starting.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/base/call.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"

namespace gilde::rpc {

using google::protobuf::Message;

// Both directions of a streaming call. Reads block; writes are queued and block while the queue is full. Bytes, so that
// stored messages can pass unparsed. One thread may read while another writes.
class Stream {
 public:
  virtual ~Stream() = default;
  // False at the end of what the client sends.
  virtual bool Read(Message& message) = 0;
  // Whether Read returned false for another reason than that: the client has gone, or sent what is refused.
  virtual bool Broken() const = 0;
  // Ends a Read that waits, and those to come: false.
  virtual void StopReading() = 0;
  // False when the client has gone. Clears in the message what the caller may not see.
  virtual bool Write(Message&& message) = 0;
  virtual bool WriteSerialized(std::string_view bytes) = 0;
  virtual bool Cancelled() const = 0;
};

class Handlers {
 public:
  // Full name of the proto service.
  explicit Handlers(std::string_view service);

  // Unary, run on the worker pool: may block on storage.
  template <class Api, class Request, class Response>
  void Add(std::string_view method, Api& api, absl::StatusOr<Response> (Api::*handler)(const base::Call&, const Request&)) {
    AddUnary(method, Request::descriptor(), Response::descriptor(), /*inlined=*/false, Bind(api, handler));
  }
  // Unary, run on the transport's own thread: memory only, microseconds.
  template <class Api, class Request, class Response>
  void AddInline(std::string_view method, Api& api, absl::StatusOr<Response> (Api::*handler)(const base::Call&, const Request&)) {
    AddUnary(method, Request::descriptor(), Response::descriptor(), /*inlined=*/true, Bind(api, handler));
  }
  // Server or bidirectional streaming, on a thread of its own. For server streaming `first` is the request; for bidirectional it is
  // the first message read.
  template <class Api, class Request>
  void AddStream(std::string_view method, Api& api, absl::Status (Api::*handler)(const base::Call&, const Request&, Stream&)) {
    AddStreaming(method, Request::descriptor(), [&api, handler](const base::Call& call, const Message& first, Stream& stream) {
      return (api.*handler)(call, static_cast<const Request&>(first), stream);
    });
  }

  using Unary = std::function<absl::Status(const base::Call&, const Message& request, Message& response)>;
  using Streaming = std::function<absl::Status(const base::Call&, const Message& first, Stream&)>;
  struct Method {
    const google::protobuf::MethodDescriptor* descriptor = nullptr;
    Unary unary;
    Streaming streaming;
    bool inlined = false;
  };
  const std::vector<Method>& methods() const { return methods_; }
  const google::protobuf::ServiceDescriptor& descriptor() const { return *descriptor_; }
  // FAILED_PRECONDITION naming the method when one has no handler.
  absl::Status Complete() const;

 private:
  template <class Api, class Request, class Response>
  static Unary Bind(Api& api, absl::StatusOr<Response> (Api::*handler)(const base::Call&, const Request&)) {
    return [&api, handler](const base::Call& call, const Message& request, Message& response) -> absl::Status {
      absl::StatusOr<Response> result = (api.*handler)(call, static_cast<const Request&>(request));
      if (!result.ok()) return std::move(result).status();
      static_cast<Response&>(response) = *std::move(result);
      return absl::OkStatus();
    };
  }
  void AddUnary(std::string_view method, const google::protobuf::Descriptor* request, const google::protobuf::Descriptor* response,
                bool inlined, Unary handler);
  void AddStreaming(std::string_view method, const google::protobuf::Descriptor* request, Streaming handler);
  Method& Find(std::string_view method);

  const google::protobuf::ServiceDescriptor* descriptor_;
  std::vector<Method> methods_;
};

}  // namespace gilde::rpc
