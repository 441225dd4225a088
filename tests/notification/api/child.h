// A program of its own beside a test: a mail server, a Redis.
#pragma once

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <string>
#include <vector>

#include "common/base/ids.h"

extern char** environ;

namespace gilde::test {

// Ended, by its id, at the end of its scope.
class Child {
 public:
  // Starts `arguments` and waits until it has printed `ready`; a test failure when it ends before.
  Child(std::vector<std::string> arguments, const std::string& ready) {
    int out[2];
    EXPECT_EQ(pipe(out), 0);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    for (int fd : {1, 2}) posix_spawn_file_actions_adddup2(&actions, out[1], fd);
    for (int fd : {out[0], out[1]}) posix_spawn_file_actions_addclose(&actions, fd);
    std::vector<char*> words;
    words.reserve(arguments.size() + 1);
    for (std::string& argument : arguments) words.push_back(argument.data());
    words.push_back(nullptr);
    EXPECT_EQ(posix_spawnp(&pid_, words[0], &actions, nullptr, words.data(), environ), 0) << arguments[0];
    posix_spawn_file_actions_destroy(&actions);
    close(out[1]);
    out_ = out[0];
    std::string printed;
    char buffer[512];
    while (printed.find(ready) == std::string::npos) {
      ssize_t size = read(out_, buffer, sizeof buffer);
      if (size <= 0) {
        ADD_FAILURE() << arguments[0] << " did not start: " << printed;
        return;
      }
      printed.append(buffer, static_cast<size_t>(size));
    }
  }
  ~Child() { Stop(SIGTERM); }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  void Stop(int signal) {
    if (pid_ <= 0) return;
    kill(pid_, signal);
    waitpid(pid_, nullptr, 0);
    close(out_);
    pid_ = 0;
  }

 private:
  pid_t pid_ = 0;
  int out_ = -1;
};

// A port on loopback that nobody listens on.
inline int FreePort() {
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  EXPECT_EQ(bind(fd, reinterpret_cast<sockaddr*>(&address), size), 0);
  EXPECT_EQ(getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size), 0);
  close(fd);
  return ntohs(address.sin_port);
}

// An empty folder that goes away, with everything in it, at the end of its scope.
class Folder {
 public:
  Folder() : path_(std::filesystem::temp_directory_path() / ("gilde-test-" + base::RandomHex(8))) {
    std::filesystem::create_directories(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace gilde::test
