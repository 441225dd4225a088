// A value that several threads share, reached only with its lock held.
#pragma once

#include <mutex>
#include <utility>

namespace gilde::base {

// Thread-safe. `use` gets the value and must not keep a reference to it, nor use the same Guarded again.
template <class T>
class Guarded {
 public:
  template <class Use>
  auto With(Use use) {
    std::lock_guard lock(mutex_);
    return use(value_);
  }
  template <class Use>
  auto With(Use use) const {
    std::lock_guard lock(mutex_);
    return use(static_cast<const T&>(value_));
  }

 private:
  mutable std::mutex mutex_;
  T value_;
};

}  // namespace gilde::base
