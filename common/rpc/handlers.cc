#include "common/rpc/handlers.h"

#include <cstdlib>

#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "spdlog/spdlog.h"

namespace gilde::rpc {
namespace {

// A binding that does not fit the contract is a mistake in the program: say which, and do not start.
[[noreturn]] void Stop(const std::string& what) {
  spdlog::critical("{}", what);
  std::abort();
}

}  // namespace

Handlers::Handlers(std::string_view service)
    : descriptor_(google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(std::string(service))) {
  if (descriptor_ == nullptr) Stop(absl::StrCat("no proto service ", std::string(service)));
  methods_.resize(static_cast<size_t>(descriptor_->method_count()));
  for (int i = 0; i < descriptor_->method_count(); ++i) methods_[static_cast<size_t>(i)].descriptor = descriptor_->method(i);
}

Handlers::Method& Handlers::Find(std::string_view method) {
  const auto* found = descriptor_->FindMethodByName(std::string(method));
  if (found == nullptr) Stop(absl::StrCat(descriptor_->full_name(), " has no method ", std::string(method)));
  return methods_[static_cast<size_t>(found->index())];
}

void Handlers::AddUnary(std::string_view method, const google::protobuf::Descriptor* request, const google::protobuf::Descriptor* response,
                        bool inlined, Unary handler) {
  Method& bound = Find(method);
  if (bound.descriptor->input_type() != request || bound.descriptor->output_type() != response || bound.descriptor->server_streaming() ||
      bound.descriptor->client_streaming()) {
    Stop(absl::StrCat(bound.descriptor->full_name(), " is bound to a handler of another type"));
  }
  bound.unary = std::move(handler);
  bound.inlined = inlined;
}

void Handlers::AddStreaming(std::string_view method, const google::protobuf::Descriptor* request, Streaming handler) {
  Method& bound = Find(method);
  if (bound.descriptor->input_type() != request || !bound.descriptor->server_streaming()) {
    Stop(absl::StrCat(bound.descriptor->full_name(), " is bound to a handler of another type"));
  }
  bound.streaming = std::move(handler);
}

absl::Status Handlers::Complete() const {
  for (const Method& method : methods_) {
    if (!method.unary && !method.streaming) {
      return base::FailedPrecondition("METHOD_UNBOUND", absl::StrCat(method.descriptor->full_name(), " has no handler"));
    }
  }
  return absl::OkStatus();
}

}  // namespace gilde::rpc
