#include "services/scheduling/domain/spans.h"

#include <algorithm>

#include "common/base/zones.h"

namespace gilde::scheduling::domain {

Spans Merged(Spans spans) {
  std::sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) { return a.start < b.start; });
  Spans merged;
  for (const Span& span : spans) {
    if (span.end <= span.start) continue;
    if (!merged.empty() && span.start <= merged.back().end) {
      merged.back().end = std::max(merged.back().end, span.end);
    } else {
      merged.push_back(span);
    }
  }
  return merged;
}

Spans Intersect(const Spans& a, const Spans& b) {
  Spans common;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    Span both = {std::max(a[i].start, b[j].start), std::min(a[i].end, b[j].end)};
    if (both.start < both.end) common.push_back(both);
    if (a[i].end < b[j].end) {
      ++i;
    } else {
      ++j;
    }
  }
  return common;
}

Spans Subtract(const Spans& a, const Spans& b) {
  Spans rest;
  std::size_t j = 0;
  for (Span span : a) {
    while (j < b.size() && b[j].end <= span.start) ++j;
    for (std::size_t k = j; k < b.size() && b[k].start < span.end; ++k) {
      if (span.start < b[k].start) rest.push_back({span.start, b[k].start});
      span.start = std::max(span.start, b[k].end);
    }
    if (span.start < span.end) rest.push_back(span);
  }
  return rest;
}

Spans Widened(const Spans& spans, absl::Duration by) {
  Spans wide = spans;
  for (Span& span : wide) span = {span.start - by, span.end + by};
  return Merged(std::move(wide));
}

Spans Clipped(const Spans& spans, Span window) { return Intersect(spans, Spans{window}); }

Spans AtLeast(const Spans& spans, absl::Duration length) {
  Spans kept;
  for (const Span& span : spans) {
    if (span.end - span.start >= length) kept.push_back(span);
  }
  return kept;
}

Span FromProto(const v1::Interval& interval) { return {base::FromProto(interval.start_time()), base::FromProto(interval.end_time())}; }

v1::Interval ToProto(const Span& span) {
  v1::Interval interval;
  *interval.mutable_start_time() = base::ToProto(span.start);
  *interval.mutable_end_time() = base::ToProto(span.end);
  return interval;
}

}  // namespace gilde::scheduling::domain
