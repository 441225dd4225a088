// The words that ship, by template id. The syntax is Template's (gilde/notification/v1/template.proto).
#pragma once

#include "absl/types/span.h"

namespace gilde::notification::domain {

// The words of one message in one language.
struct Words {
  const char* id;
  const char* subject;
  const char* body;
};

// In the order of their ids, the same ids in every language.
absl::Span<const Words> EnglishWords();
absl::Span<const Words> DutchWords();
absl::Span<const Words> GermanWords();
absl::Span<const Words> FrenchWords();
absl::Span<const Words> SpanishWords();

}  // namespace gilde::notification::domain
