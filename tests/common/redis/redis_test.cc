// Against real servers: the one that GILDE_TEST_REDIS names, and one of the test's own that goes away and comes back.
#include "common/redis/redis.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>

#include "common/base/clock.h"
#include "common/base/errors.h"
#include "common/base/ids.h"

namespace gilde::redis {
namespace {

using testing::ElementsAre;

// A redis-server on a private socket.
class Server {
 public:
  Server() { std::filesystem::create_directories(folder_); }
  ~Server() {
    Stop();
    std::filesystem::remove_all(folder_);
  }
  std::string url() const { return "unix:" + folder_ + "/socket"; }
  void Start() {
    pid_ = fork();
    if (pid_ != 0) return;
    std::string socket = folder_ + "/socket";
    execlp("redis-server", "redis-server", "--port", "0", "--unixsocket", socket.c_str(), "--save", "", "--dir", folder_.c_str(),
           "--logfile", "/dev/null", nullptr);
    _exit(1);
  }
  void Stop() {
    if (pid_ <= 0) return;
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
    pid_ = 0;
  }

 private:
  std::string folder_ = (std::filesystem::temp_directory_path() / ("gilde_redis_" + base::RandomHex(8))).string();
  pid_t pid_ = 0;
};

class RedisTest : public testing::Test {
 protected:
  RedisTest() {
    const char* url = std::getenv("GILDE_TEST_REDIS");
    if (url == nullptr) {
      server_.Start();
    } else {
      url_ = url;
    }
    redis_ = Redis::Create(url_).value();
    AwaitServer(*redis_);
  }
  ~RedisTest() override { (void)redis_->Run({"DEL", Key("a"), Key("b")}); }

  // Until it answers; the client itself spaces its attempts.
  static void AwaitServer(Redis& redis) {
    absl::Time end = base::SystemClock().Now() + absl::Seconds(30);
    while (!redis.Run({"PING"}).ok() && base::SystemClock().Now() < end) {
    }
  }
  // A key that no other test has.
  std::string Key(const std::string& name) const { return prefix_ + name; }

  Server server_;
  std::string url_ = server_.url();
  std::string prefix_ = "test:" + base::RandomHex(8) + ":";
  std::unique_ptr<Redis> redis_;
};

TEST_F(RedisTest, AnswersWithNothingANumberATextOrAList) {
  EXPECT_EQ(redis_->Run({"GET", Key("a")}).value().type, Reply::Type::kNil);
  EXPECT_EQ(redis_->Run({"INCRBY", Key("a"), "41"}).value().integer, 41);
  EXPECT_EQ(redis_->Run({"GET", Key("a")}).value().text, "41");
  EXPECT_EQ(redis_->Run({"RPUSH", Key("b"), "x", "y"}).value().type, Reply::Type::kInteger);
  Reply list = redis_->Run({"LRANGE", Key("b"), "0", "-1"}).value();
  ASSERT_EQ(list.type, Reply::Type::kList);
  ASSERT_EQ(list.list.size(), 2u);
  EXPECT_EQ(list.list[0].text, "x");
  EXPECT_EQ(list.list[1].text, "y");
}

TEST_F(RedisTest, KeepsEveryByte) {
  std::string bytes("\0\r\n\xFF $1", 7);
  ASSERT_EQ(redis_->Run({"SET", Key("a"), bytes}).value().text, "OK");
  EXPECT_EQ(redis_->Run({"GET", Key("a")}).value().text, bytes);
}

TEST_F(RedisTest, AnswersAPipelineInItsOrder) {
  std::vector<Command> commands;
  for (int i = 1; i <= 500; ++i) commands.push_back({"INCR", Key("a")});
  std::vector<Reply> replies = redis_->Pipeline(commands).value();
  ASSERT_EQ(replies.size(), 500u);
  for (int i = 1; i <= 500; ++i) EXPECT_EQ(replies[static_cast<size_t>(i) - 1].integer, i);
  EXPECT_TRUE(redis_->Pipeline({}).value().empty());
}

TEST_F(RedisTest, KeepsItsConnectionAfterARefusal) {
  absl::StatusOr<std::vector<Reply>> replies = redis_->Pipeline({{"SET", Key("a"), "x"}, {"INCR", Key("a")}, {"SET", Key("b"), "y"}});
  EXPECT_EQ(replies.status().code(), absl::StatusCode::kInternal);
  EXPECT_EQ(base::ReasonOf(replies.status()), "REDIS_ERROR");
  EXPECT_EQ(redis_->Run({"GET", Key("b")}).value().text, "y");
}

TEST_F(RedisTest, RunsAScriptAlsoWhenTheServerHasForgottenIt) {
  const Script script("return {KEYS[1], ARGV[1], redis.call('INCR', KEYS[1])}");
  EXPECT_EQ(script.sha1.size(), 40u);
  for (int i = 1; i <= 3; ++i) {
    if (i == 3) {
      ASSERT_TRUE(redis_->Run({"SCRIPT", "FLUSH"}).ok());
    }
    Reply reply = redis_->Eval(script, {Key("a")}, {"x"}).value();
    ASSERT_EQ(reply.list.size(), 3u);
    EXPECT_EQ(reply.list[0].text, Key("a"));
    EXPECT_EQ(reply.list[1].text, "x");
    EXPECT_EQ(reply.list[2].integer, i);
  }
}

TEST_F(RedisTest, IsSharedByManyThreads) {
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([this] {
      for (int j = 0; j < 100; ++j) EXPECT_TRUE(redis_->Run({"INCR", Key("a")}).ok());
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(redis_->Run({"GET", Key("a")}).value().text, "800");
}

TEST_F(RedisTest, IsUnavailableAtOnceWhileTheServerIsAwayAndConnectsAgain) {
  Server server;
  std::unique_ptr<Redis> redis = Redis::Create(server.url()).value();
  server.Start();
  AwaitServer(*redis);
  for (int round = 0; round < 2; ++round) {
    ASSERT_TRUE(redis->Run({"SET", "a", "1"}).ok());
    server.Stop();
    absl::Time start = base::SystemClock().Now();
    for (int i = 0; i < 10; ++i) {
      absl::Status away = redis->Run({"GET", "a"}).status();
      EXPECT_EQ(away.code(), absl::StatusCode::kUnavailable);
      EXPECT_EQ(base::ReasonOf(away), "REDIS_UNAVAILABLE");
      EXPECT_TRUE(away.GetPayload("type.googleapis.com/google.rpc.RetryInfo").has_value());
    }
    EXPECT_LT(base::SystemClock().Now() - start, absl::Seconds(1));
    server.Start();
    AwaitServer(*redis);
    EXPECT_EQ(redis->Run({"GET", "a"}).value().type, Reply::Type::kNil);
  }
}

TEST(RedisUrl, IsOfAServerOrASocket) {
  EXPECT_TRUE(Redis::Create("redis://localhost:6379/2").ok());
  EXPECT_TRUE(Redis::Create("redis://localhost").ok());
  for (const char* url : {"", "http://localhost", "redis://", "redis://localhost:port", "unix:"}) {
    EXPECT_EQ(base::ReasonOf(Redis::Create(url).status()), "REDIS_URL_INVALID") << url;
  }
}

}  // namespace
}  // namespace gilde::redis
