#include "common/host/log.h"

#include <google/protobuf/stubs/logging.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/spdlog.h>

#include <memory>
#include <string>

namespace gilde::host {
namespace {

// The message as the inside of a JSON string.
class Escaped : public spdlog::custom_flag_formatter {
 public:
  void format(const spdlog::details::log_msg& message, const std::tm&, spdlog::memory_buf_t& out) override {
    for (char c : message.payload) {
      if (c == '"' || c == '\\') out.push_back('\\');
      // Other control characters have no business in a log.
      out.push_back(static_cast<unsigned char>(c) < 0x20 ? ' ' : c);
    }
  }
  std::unique_ptr<custom_flag_formatter> clone() const override { return std::make_unique<Escaped>(); }
};

}  // namespace

void LogJsonLines() {
  auto formatter = std::make_unique<spdlog::pattern_formatter>(spdlog::pattern_time_type::utc);
  formatter->add_flag<Escaped>('*').set_pattern(R"({"time": "%Y-%m-%dT%H:%M:%S.%eZ", "level": "%l", "message": "%*"})");
  spdlog::set_formatter(std::move(formatter));
  google::protobuf::SetLogHandler(
      [](google::protobuf::LogLevel, const char*, int, const std::string& message) { spdlog::warn("protobuf: {}", message); });
}

}  // namespace gilde::host
