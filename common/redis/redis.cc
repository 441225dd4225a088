#include "common/redis/redis.h"

#include <hiredis/hiredis.h>
#include <openssl/sha.h>

#include <algorithm>
#include <csignal>
#include <mutex>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/base/clock.h"
#include "common/base/errors.h"
#include "spdlog/spdlog.h"

namespace gilde::redis {
namespace {

constexpr absl::Duration kFirstBackoff = absl::Milliseconds(50);
constexpr absl::Duration kLongestBackoff = absl::Seconds(5);
constexpr timeval kTimeout = {1, 0};

using Context = std::unique_ptr<redisContext, void (*)(redisContext*)>;

absl::Status Away() { return base::TryAgain(absl::StatusCode::kUnavailable, "REDIS_UNAVAILABLE", "Redis is away", kFirstBackoff); }

Reply ToReply(const redisReply& raw) {
  Reply reply;
  switch (raw.type) {
    case REDIS_REPLY_INTEGER:
      reply.type = Reply::Type::kInteger;
      reply.integer = raw.integer;
      break;
    case REDIS_REPLY_STRING:
    case REDIS_REPLY_STATUS:
    case REDIS_REPLY_ERROR:
      reply.type = Reply::Type::kText;
      reply.text.assign(raw.str, raw.len);
      break;
    case REDIS_REPLY_ARRAY:
      reply.type = Reply::Type::kList;
      for (size_t i = 0; i < raw.elements; ++i) reply.list.push_back(ToReply(*raw.element[i]));
      break;
    default:
      break;
  }
  return reply;
}

std::string Sha1Hex(std::string_view text) {
  unsigned char digest[SHA_DIGEST_LENGTH];
  SHA1(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest);
  return absl::BytesToHexString(absl::string_view(reinterpret_cast<char*>(digest), sizeof digest));
}

}  // namespace

Script::Script(std::string_view source) : text(source), sha1(Sha1Hex(source)) {}

struct Redis::Impl {
  std::string host, path;
  int port = 6379;
  std::string database = "0";
  base::SystemClock clock;

  std::mutex mutex;
  std::vector<Context> idle;
  absl::Time next_attempt = absl::InfinitePast();
  absl::Duration backoff = kFirstBackoff;

  absl::StatusOr<Context> Take() {
    {
      std::lock_guard lock(mutex);
      if (!idle.empty()) {
        Context context = std::move(idle.back());
        idle.pop_back();
        return context;
      }
      if (clock.Now() < next_attempt) return Away();
    }
    Context context(
        path.empty() ? redisConnectWithTimeout(host.c_str(), port, kTimeout) : redisConnectUnixWithTimeout(path.c_str(), kTimeout),
        redisFree);
    bool fine = context != nullptr && context->err == 0 && redisSetTimeout(context.get(), kTimeout) == REDIS_OK;
    if (fine && database != "0") {
      auto* reply = static_cast<redisReply*>(redisCommand(context.get(), "SELECT %s", database.c_str()));
      fine = reply != nullptr && reply->type != REDIS_REPLY_ERROR;
      if (reply != nullptr) freeReplyObject(reply);
    }
    if (fine) return context;
    Failed();
    return Away();
  }

  // It has answered.
  void Return(Context context) {
    std::lock_guard lock(mutex);
    backoff = kFirstBackoff;
    next_attempt = absl::InfinitePast();
    idle.push_back(std::move(context));
  }

  // Nobody answered: not at all, or not in time, as when the server hangs. A connection that broke is likely not the only one.
  void Failed() {
    std::lock_guard lock(mutex);
    idle.clear();
    // Several connections break together: that counts once.
    if (clock.Now() < next_attempt) return;
    next_attempt = clock.Now() + backoff;
    backoff = std::min(backoff * 2, kLongestBackoff);
  }

  absl::StatusOr<std::vector<Reply>> Exchange(redisContext& context, const std::vector<Command>& commands) {
    for (const Command& command : commands) {
      std::vector<const char*> arguments;
      std::vector<size_t> sizes;
      for (const std::string& argument : command) {
        arguments.push_back(argument.data());
        sizes.push_back(argument.size());
      }
      redisAppendCommandArgv(&context, static_cast<int>(arguments.size()), arguments.data(), sizes.data());
    }
    std::vector<Reply> replies;
    absl::Status error;
    for (size_t i = 0; i < commands.size(); ++i) {
      void* raw = nullptr;
      if (redisGetReply(&context, &raw) != REDIS_OK) return Away();
      auto* reply = static_cast<redisReply*>(raw);
      if (reply->type == REDIS_REPLY_ERROR && error.ok()) {
        std::string text(reply->str, reply->len);
        bool unknown_script = text.rfind("NOSCRIPT", 0) == 0;
        if (!unknown_script) spdlog::error("redis: {}", text);
        error = base::Refusal(absl::StatusCode::kInternal, unknown_script ? "NOSCRIPT" : "REDIS_ERROR", "Redis refused a command");
      }
      replies.push_back(ToReply(*reply));
      freeReplyObject(reply);
    }
    if (!error.ok()) return error;
    return replies;
  }
};

Redis::Redis(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Redis::~Redis() = default;

absl::StatusOr<std::unique_ptr<Redis>> Redis::Create(std::string_view url) {
  // hiredis writes without MSG_NOSIGNAL: a server that has gone away would end this process.
  std::signal(SIGPIPE, SIG_IGN);
  auto impl = std::make_unique<Impl>();
  std::string text(url);
  if (text.rfind("unix:", 0) == 0) {
    impl->path = text.substr(5);
  } else if (text.rfind("redis://", 0) == 0) {
    std::string rest = text.substr(8);
    size_t slash = rest.find('/');
    if (slash != std::string::npos && slash + 1 < rest.size()) impl->database = rest.substr(slash + 1);
    rest = rest.substr(0, slash);
    size_t colon = rest.rfind(':');
    if (colon != std::string::npos && !absl::SimpleAtoi(rest.substr(colon + 1), &impl->port)) rest.clear();
    impl->host = rest.substr(0, colon);
  }
  if (impl->host.empty() && impl->path.empty()) {
    return base::Refusal(absl::StatusCode::kInvalidArgument, "REDIS_URL_INVALID", "give --redis as redis://host:port/db or unix:path");
  }
  return std::unique_ptr<Redis>(new Redis(std::move(impl)));
}

absl::StatusOr<std::vector<Reply>> Redis::Pipeline(const std::vector<Command>& commands) {
  if (commands.empty()) return std::vector<Reply>();
  GILDE_ASSIGN_OR_RETURN(Context context, impl_->Take());
  absl::StatusOr<std::vector<Reply>> replies = impl_->Exchange(*context, commands);
  if (absl::IsUnavailable(replies.status())) {
    impl_->Failed();
  } else {
    impl_->Return(std::move(context));
  }
  return replies;
}

absl::StatusOr<Reply> Redis::Run(const Command& command) {
  GILDE_ASSIGN_OR_RETURN(std::vector<Reply> replies, Pipeline({command}));
  return std::move(replies[0]);
}

absl::StatusOr<Reply> Redis::Eval(const Script& script, const std::vector<std::string>& keys, const std::vector<std::string>& arguments) {
  Command command = {"EVALSHA", script.sha1, absl::StrCat(keys.size())};
  command.insert(command.end(), keys.begin(), keys.end());
  command.insert(command.end(), arguments.begin(), arguments.end());
  absl::StatusOr<Reply> reply = Run(command);
  if (base::ReasonOf(reply.status()) != "NOSCRIPT") return reply;
  // Sent whole once; the server knows it by its hash from then on.
  command[0] = "EVAL";
  command[1] = script.text;
  return Run(command);
}

}  // namespace gilde::redis
