// Sets of time as sorted, disjoint, half-open spans.
#pragma once

#include <vector>

#include "absl/time/time.h"
#include "gilde/scheduling/v1/availability.pb.h"

namespace gilde::scheduling::domain {

// [start, end).
struct Span {
  absl::Time start, end;
  bool operator==(const Span& o) const { return start == o.start && end == o.end; }
  bool Overlaps(const Span& o) const { return start < o.end && o.start < end; }
};
using Spans = std::vector<Span>;

// Sorted, empty ones dropped, touching and overlapping ones merged. The other functions expect and return this form.
Spans Merged(Spans spans);
Spans Intersect(const Spans& a, const Spans& b);
Spans Subtract(const Spans& a, const Spans& b);
// Every span longer by `by` on both sides.
Spans Widened(const Spans& spans, absl::Duration by);
// Only what lies inside `window`.
Spans Clipped(const Spans& spans, Span window);
// Only spans of at least `length`.
Spans AtLeast(const Spans& spans, absl::Duration length);

Span FromProto(const v1::Interval& interval);
v1::Interval ToProto(const Span& span);

}  // namespace gilde::scheduling::domain
