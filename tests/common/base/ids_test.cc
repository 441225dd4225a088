#include "common/base/ids.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <thread>
#include <vector>

namespace gilde::base {
namespace {

TEST(Ids, AreDifferentAndSortByTime) {
  std::set<std::string> ids;
  std::string before;
  for (int i = 0; i < 1000; ++i) {
    std::string id = NewId(absl::FromUnixMillis(1'800'000'000'000 + i));
    EXPECT_TRUE(IsId(id)) << id;
    EXPECT_EQ(id.size(), 26u);
    EXPECT_LT(before, id);
    ids.insert(before = id);
  }
  EXPECT_EQ(ids.size(), 1000u);
  EXPECT_NE(NewId(absl::UnixEpoch()), NewId(absl::UnixEpoch()));
  EXPECT_EQ(NewId(absl::UnixEpoch()).substr(0, 9), "000000000");
}

TEST(Ids, OfOneMillisecondSortAsTheyWereMade) {
  absl::Time now = absl::FromUnixMillis(1'800'000'000'000);
  std::vector<std::string> ids;
  ids.reserve(1000);
  for (int i = 0; i < 1000; ++i) ids.push_back(NewId(now));
  EXPECT_TRUE(std::is_sorted(ids.begin(), ids.end()));
  EXPECT_EQ(std::set<std::string>(ids.begin(), ids.end()).size(), 1000u);
}

TEST(Ids, AreDifferentWhenManyMakeThemAtOnce) {
  std::vector<std::vector<std::string>> made(8);
  std::vector<std::thread> threads;
  threads.reserve(made.size());
  for (auto& ids : made) {
    threads.emplace_back([&ids] {
      for (int i = 0; i < 2000; ++i) ids.push_back(NewId(absl::FromUnixMillis(1'800'000'000'000 + i % 3)));
    });
  }
  for (std::thread& thread : threads) thread.join();
  std::set<std::string> all;
  for (const auto& ids : made) all.insert(ids.begin(), ids.end());
  EXPECT_EQ(all.size(), 16'000u);
}

TEST(Ids, HoldTheLayoutOfUlids) {
  // 2^48 - 1 milliseconds: the example of the largest time in the specification.
  EXPECT_EQ(NewId(absl::FromUnixMillis(281'474'976'710'655)).substr(0, 10), "7zzzzzzzzz");
}

TEST(Ids, AreOfLowerCaseLettersDigitsAndDashes) {
  for (const char* id : {"a", "0", "a-b", "a-", "acme"}) EXPECT_TRUE(IsId(id)) << id;
  EXPECT_TRUE(IsId(std::string(63, 'a')));
  for (const char* id : {"", "-a", "A", "a_b", "a/b", "a.b", "é", "a b"}) EXPECT_FALSE(IsId(id)) << id;
  EXPECT_FALSE(IsId(std::string(64, 'a')));
  EXPECT_FALSE(IsId(std::string_view("a\0", 2)));
}

TEST(RandomHex, IsAsLongAsAskedAndNeverTheSame) {
  EXPECT_EQ(RandomHex(16).size(), 32u);
  EXPECT_EQ(RandomHex(16).find_first_not_of("0123456789abcdef"), std::string::npos);
  EXPECT_NE(RandomHex(16), RandomHex(16));
}

TEST(Names, MatchThePatternOfTheirKind) {
  EXPECT_TRUE(NameMatches("organizations/acme", "organizations/*"));
  EXPECT_TRUE(NameMatches("organizations/acme/profiles/ada/availability", "organizations/*/profiles/*/availability"));
  for (const char* name : {"", "organizations", "organizations/", "organizations/-", "organizations/Acme", "organizations/acme/",
                           "/organizations/acme", "organizations/acme/profiles", "organizations//acme", "orgs/acme"}) {
    EXPECT_FALSE(NameMatches(name, "organizations/*")) << name;
  }
}

TEST(Names, HaveParts) {
  constexpr std::string_view kName = "organizations/acme/programs/p1/enrollments/e1";
  EXPECT_EQ(OrganizationOf(kName), "acme");
  EXPECT_EQ(CollectionOf(kName), "enrollments");
  EXPECT_EQ(IdOf(kName), "e1");
  EXPECT_EQ(ParentOf(kName), "organizations/acme/programs/p1");
  EXPECT_EQ(OrganizationName(kName), "organizations/acme");
  EXPECT_EQ(ParentOf("organizations/acme"), "");
  EXPECT_EQ(OrganizationOf("programs/p1"), "");
  EXPECT_EQ(CollectionOf("acme"), "");
  EXPECT_EQ(ParentOf(""), "");
}

}  // namespace
}  // namespace gilde::base
