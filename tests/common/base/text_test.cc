#include "common/base/text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gilde::base {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(CodePoints, AreCountedInsteadOfBytes) {
  EXPECT_EQ(CodePoints(""), 0);
  EXPECT_EQ(CodePoints("Zoë"), 3);
  EXPECT_EQ(CodePoints("\xF0\x9F\x8C\xB1"), 1);
}

TEST(CodePoints, AreNoneInWhatIsNotUtf8) {
  for (const char* text : {"\xFF", "a\xC3", "\xC0\xAF", "\xED\xA0\x80"}) EXPECT_EQ(CodePoints(text), -1);
}

TEST(Fold, TakesAwayCaseAccentsAndSurplusSpace) {
  EXPECT_EQ(Fold("  Ada \t Lovelace\n"), "ada lovelace");
  EXPECT_EQ(Fold("ZOË  Müller "), "zoe muller");
  EXPECT_EQ(Fold("Zoe\u0308"), "zoe");
  EXPECT_EQ(Fold("Straße"), "strasse");
  EXPECT_EQ(Fold("ﬁne"), "fine");
  EXPECT_EQ(Fold("a\u00A0\u2003b"), "a b");
  EXPECT_EQ(Fold("ΟΔΟΣ"), Fold("οδος"));
  EXPECT_EQ(Fold("李"), "李");
  EXPECT_EQ(Fold(""), "");
}

TEST(Fold, ChangesNothingTheSecondTime) {
  for (const char* text : {"ΰΐ", "İstanbul", "Ǆ", "ẞ", "ﷺ"}) EXPECT_EQ(Fold(Fold(text)), Fold(text)) << text;
}

TEST(Words, AreRunsOfLettersAndDigits) {
  EXPECT_THAT(Words("C++, C# and Go-1.22!"), ElementsAre("c++", "c#", "and", "go", "1", "22"));
  EXPECT_THAT(Words("Crème brûlée"), ElementsAre("creme", "brulee"));
  EXPECT_THAT(Words("+ # -- "), IsEmpty());
}

TEST(LanguageTags, AreWellFormed) {
  for (const char* tag : {"nl", "pt-BR", "zh-Hant-TW", "sl-rozaj-biske", "gsw"}) EXPECT_TRUE(IsLanguageTag(tag)) << tag;
  for (const char* tag : {"", "e", "dutch", "n1", "nl-", "-nl", "nl--be", "nl_BE", "nl-toolongsubtag", "nl ", "né"}) {
    EXPECT_FALSE(IsLanguageTag(tag)) << tag;
  }
}

TEST(Emails, HaveALocalPartAndADomain) {
  for (const char* address : {"ada@example.org", "a.b+c@sub.example.org", "o'neil@example.org", "zoë@exämple.org", "root@localhost"}) {
    EXPECT_TRUE(IsEmail(address)) << address;
  }
  for (const char* address : {"", "@", "ada", "ada@", "@example.org", "a b@example.org", ".a@example.org", "a.@example.org",
                              "a..b@example.org", "a@b@c", "a@-b.org", "a@b-.org", "a@b..org", "a@b.org.", "Ada <ada@example.org>"}) {
    EXPECT_FALSE(IsEmail(address)) << address;
  }
  std::string long_part(64, 'a');
  EXPECT_TRUE(IsEmail(long_part + "@example.org"));
  EXPECT_FALSE(IsEmail(long_part + "a@example.org"));
  EXPECT_FALSE(IsEmail("a@" + long_part + ".org"));
}

TEST(Questions, AreSeenToBeClosedInFiveLanguages) {
  for (const char* closed : {"Is it hard?", "Kun je dat?", "Können Sie das?", "Avez-vous le temps ?", "¿Puede hacerlo?",
                             "Pourrais-tu aider ?", "¿Podrías ayudar?"}) {
    EXPECT_TRUE(IsYesNoQuestion(closed)) << closed;
  }
  for (const char* open : {"What is hard?", "Hoe doe je dat?", "Wie machen Sie das?", "Comment ?", "¿Cómo?", "", "?"}) {
    EXPECT_FALSE(IsYesNoQuestion(open)) << open;
  }
}

}  // namespace
}  // namespace gilde::base
