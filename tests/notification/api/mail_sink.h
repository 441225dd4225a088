// Mail servers beside a test, and reading the mail that they took.
#pragma once

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "tests/notification/api/child.h"

namespace gilde::test {

inline std::string ScriptBeside(const char* file, const char* script) {
  return (std::filesystem::path(file).parent_path() / script).lexically_normal().string();
}

// Debian's Python, which has the packages that Debian brings.
inline constexpr char kPython[] = "/usr/bin/python3";

// Keeps whatever it is sent.
class MailSink {
 public:
  explicit MailSink(int port = FreePort())
      : port_(port),
        child_({kPython, ScriptBeside(__FILE__, "../../../services/cli/smtp_sink.py"), "--port", std::to_string(port), "--maildir",
                (folder_.path() / "mail").string()},
               "keeping mail") {}
  std::string url() const { return absl::StrCat("smtp://127.0.0.1:", port_); }

  // The mails as they came in, with lines that end in `\n`; in no order.
  std::vector<std::string> Mails() const {
    std::vector<std::string> mails;
    for (const auto& entry : std::filesystem::directory_iterator(folder_.path() / "mail" / "new")) {
      std::ifstream in(entry.path(), std::ios::binary);
      std::string text(std::istreambuf_iterator<char>(in), {});
      mails.push_back(absl::StrReplaceAll(text, {{"\r\n", "\n"}}));
    }
    return mails;
  }

 private:
  Folder folder_;
  int port_;
  Child child_;
};

// Answers every recipient with the same reply, `550 no such mailbox`.
class RefusingServer {
 public:
  explicit RefusingServer(const std::string& reply, int port = FreePort())
      : port_(port),
        child_({kPython, ScriptBeside(__FILE__, "refusing_server.py"), "--port", std::to_string(port), "--reply", reply}, "refusing mail") {
  }
  std::string url() const { return absl::StrCat("smtp://127.0.0.1:", port_); }

 private:
  int port_;
  Child child_;
};

// A header's text on one line, as it was sent; empty when there is none.
inline std::string HeaderOf(const std::string& mail, const std::string& name) {
  std::string head = absl::StrCat("\n", mail.substr(0, mail.find("\n\n")), "\n");
  head = absl::StrReplaceAll(head, {{"\n ", " "}, {"\n\t", " "}});
  size_t at = absl::AsciiStrToLower(head).find(absl::StrCat("\n", absl::AsciiStrToLower(name), ":"));
  if (at == std::string::npos) return "";
  at += name.size() + 2;
  return std::string(absl::StripAsciiWhitespace(head.substr(at, head.find('\n', at) - at)));
}

inline std::string FromQuotedPrintable(const std::string& text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '=') {
      out += text[i];
    } else if (text[i + 1] == '\n') {
      ++i;
    } else {
      out += absl::HexStringToBytes(text.substr(i + 1, 2));
      i += 2;
    }
  }
  return out;
}

// The decoded body of the first part whose type begins so, `text/calendar`; empty when there is none. `head`, when given, gets its head.
inline std::string PartOf(const std::string& mail, const std::string& type, std::string* head = nullptr) {
  size_t at = mail.find(absl::StrCat("Content-Type: ", type));
  if (at == std::string::npos) return "";
  size_t body = mail.find("\n\n", at);
  std::string part_head = mail.substr(at, body - at);
  size_t begin = mail.rfind("\n--", at);
  part_head = mail.substr(begin, body - begin);
  if (head != nullptr) *head = part_head;
  std::string text = mail.substr(body + 2, mail.find("\n--", body + 2) - body - 2);
  if (absl::StrContains(part_head, "quoted-printable")) return FromQuotedPrintable(text);
  std::string bytes;
  EXPECT_TRUE(absl::Base64Unescape(absl::StrReplaceAll(text, {{"\n", ""}}), &bytes));
  return bytes;
}

}  // namespace gilde::test
