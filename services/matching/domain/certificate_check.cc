#include <algorithm>
#include <functional>
#include <sstream>
#include <string>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/numeric/int128.h"
#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "services/matching/domain/certificate.h"

namespace gilde::matching::domain {

namespace {

using absl::int128;
using google::protobuf::RepeatedField;

template <typename... Parts>
absl::Status Wrong(const Parts&... parts) {
  return base::FailedPrecondition("CERTIFICATE_REFUTED", absl::StrCat(parts...));
}

std::string Text(int128 number) {
  std::ostringstream out;
  out << number;
  return out.str();
}

// One run. Each step names the first thing that is wrong, and builds what the next need.
class Run {
 public:
  explicit Run(const v1::MatchRunPart& whole)
      : whole_(whole),
        proof_(whole.certificate()),
        others_(whole.peers() ? whole.mentees_size() : whole.mentors_size()),
        other_of_(whole.mentees_size(), -1),
        score_of_(whole.mentees_size(), -1),
        pinned_(whole.mentees_size(), false),
        load_(others_, 0),
        left_(others_, 1) {}

  absl::StatusOr<CheckedRun> Check() {
    GILDE_RETURN_IF_ERROR(Lists());
    GILDE_RETURN_IF_ERROR(Made());
    GILDE_RETURN_IF_ERROR(Candidates());
    GILDE_RETURN_IF_ERROR(Pins());
    GILDE_RETURN_IF_ERROR(whole_.peers() ? absl::OkStatus() : Seats());
    Count();
    GILDE_RETURN_IF_ERROR(Proof());
    return checked_;
  }

 private:
  std::string Who(int other) const { return absl::StrCat(whole_.peers() ? "person " : "mentor ", other); }
  std::string Pair(int mentee, int other) const {
    return absl::StrCat(whole_.peers() ? "person " : "mentee ", mentee, " and ", Who(other));
  }

  absl::Status Lists() {
    bool prices = whole_.objective() == v1::MatchRun::HIGHEST_SCORE || whole_.objective() == v1::MatchRun::HIGHEST_PARTICIPATION;
    bool known = prices || (!whole_.peers() && (whole_.objective() == v1::MatchRun::STABLE || whole_.objective() == v1::MatchRun::FAIREST));
    if (!known) return Wrong("the objective is none that can be proved");
    if (whole_.peers() && whole_.mentors_size() > 0) return Wrong("peers have no mentors");
    if (whole_.candidate_mentors_size() != whole_.candidate_mentees_size() ||
        whole_.candidate_scores_size() != whole_.candidate_mentees_size()) {
      return Wrong("the lists of candidates differ in length");
    }
    if (whole_.made_mentees_size() != whole_.made_mentors_size()) return Wrong("the lists of pairs made differ in length");
    if (whole_.pinned_mentees_size() != whole_.pinned_mentors_size()) return Wrong("the lists of pins differ in length");
    absl::flat_hash_set<std::string_view> names;
    for (int i = 0; i < whole_.mentees_size(); ++i) {
      if (!names.insert(whole_.mentees(i)).second) return Wrong("mentee ", i, " is there twice");
    }
    for (int j = 0; j < whole_.mentors_size(); ++j) {
      if (whole_.mentors(j).seats() < 0 || whole_.mentors(j).least() < 0) return Wrong("mentor ", j, " has a negative number of seats");
      left_[j] = whole_.mentors(j).seats();
    }
    return absl::OkStatus();
  }

  absl::Status Known(const std::string& what, int mentee, int other) const {
    bool known = mentee >= 0 && mentee < whole_.mentees_size() && other >= 0 && other < others_;
    return known && !(whole_.peers() && mentee == other) ? absl::OkStatus() : Wrong(what, " of ", Pair(mentee, other), ": no such pair");
  }

  absl::Status Made() {
    for (int k = 0; k < whole_.made_mentees_size(); ++k) {
      int mentee = whole_.made_mentees(k), other = whole_.made_mentors(k);
      GILDE_RETURN_IF_ERROR(Known("a pair made", mentee, other));
      if (std::exchange(other_of_[mentee], other) >= 0) return Wrong("mentee ", mentee, " is in two pairs made");
      ++load_[other];
      if (whole_.peers() && std::exchange(other_of_[other], mentee) >= 0) return Wrong("person ", other, " is in two pairs made");
    }
    return absl::OkStatus();
  }

  // Besides, who is whose candidate is there once: by a list of each mentee's, and a mark on each of these.
  absl::Status Candidates() {
    std::vector<size_t> from(whole_.mentees_size() + 1, 0);
    auto key = [&](int k) {
      int mentee = whole_.candidate_mentees(k), other = whole_.candidate_mentors(k);
      return whole_.peers() && other < mentee ? std::pair(other, mentee) : std::pair(mentee, other);
    };
    for (int k = 0; k < whole_.candidate_mentees_size(); ++k) {
      int mentee = whole_.candidate_mentees(k), other = whole_.candidate_mentors(k);
      GILDE_RETURN_IF_ERROR(Known("a candidate", mentee, other));
      std::int64_t score = whole_.candidate_scores(k);
      if (score < 0 || score > kMostPoints) return Wrong("the score of ", Pair(mentee, other), " is ", score, ", not 0 to 100,000,000");
      if (other_of_[mentee] == other) score_of_[mentee] = score;
      if (whole_.peers() && other_of_[mentee] == other) score_of_[other] = score;
      ++from[key(k).first + 1];
    }
    for (size_t i = 1; i < from.size(); ++i) from[i] += from[i - 1];
    std::vector<int> others(whole_.candidate_mentees_size()), mark(others_, -1);
    std::vector<size_t> next = from;
    for (int k = 0; k < whole_.candidate_mentees_size(); ++k) others[next[key(k).first]++] = key(k).second;
    for (int mentee = 0; mentee < whole_.mentees_size(); ++mentee) {
      for (size_t k = from[mentee]; k < from[mentee + 1]; ++k) {
        if (std::exchange(mark[others[k]], mentee) == mentee) return Wrong(Pair(mentee, others[k]), " are candidates twice");
      }
      if (other_of_[mentee] >= 0 && score_of_[mentee] < 0) return Wrong(Pair(mentee, other_of_[mentee]), " are matched and no candidates");
    }
    return absl::OkStatus();
  }

  absl::Status Pins() {
    for (int k = 0; k < whole_.pinned_mentees_size(); ++k) {
      int mentee = whole_.pinned_mentees(k), other = whole_.pinned_mentors(k);
      GILDE_RETURN_IF_ERROR(Known("a pin", mentee, other));
      if (other_of_[mentee] != other) return Wrong(Pair(mentee, other), " are pinned and not matched");
      if (pinned_[mentee]) return Wrong("mentee ", mentee, " is pinned twice");
      pinned_[mentee] = true;
      --left_[other];
      if (whole_.peers()) pinned_[other] = true;
    }
    return absl::OkStatus();
  }

  absl::Status Seats() {
    for (int j = 0; j < others_; ++j) {
      const auto& mentor = whole_.mentors(j);
      if (load_[j] > mentor.seats()) return Wrong("mentor ", j, " has ", mentor.seats(), " seats and ", load_[j], " mentees");
      if (load_[j] > 0 && load_[j] < mentor.least()) return Wrong("mentor ", j, " takes ", mentor.least(), " or more and has ", load_[j]);
      if (mentor.least() <= 1) continue;
      groups_ = true;
      bool open_only = whole_.objective() == v1::MatchRun::STABLE || whole_.objective() == v1::MatchRun::FAIREST;
      if (load_[j] == 0 && open_only) left_[j] = 0;
    }
    return absl::OkStatus();
  }

  void Count() {
    checked_.people = whole_.mentees_size();
    int128 total = 0;
    for (int i = 0; i < whole_.mentees_size(); ++i) {
      checked_.matched += other_of_[i] >= 0 ? 1 : 0;
      total += other_of_[i] >= 0 ? score_of_[i] : 0;
    }
    checked_.total = static_cast<std::int64_t>(whole_.peers() ? total / 2 : total);
    checked_.most_matched = checked_.matched;
    checked_.most_total = checked_.total;
  }

  // Calls `each` with mentee, other and score of candidates that are left to decide, until it says what is wrong.
  absl::Status EachLeft(const std::function<absl::Status(int, int, std::int64_t)>& each) const {
    for (int k = 0; k < whole_.candidate_mentees_size(); ++k) {
      int mentee = whole_.candidate_mentees(k), other = whole_.candidate_mentors(k);
      if (pinned_[mentee] || (whole_.peers() ? pinned_[other] : left_[other] <= 0)) continue;
      GILDE_RETURN_IF_ERROR(each(mentee, other, whole_.candidate_scores(k)));
    }
    return absl::OkStatus();
  }

  absl::Status Proof() {
    if (whole_.objective() == v1::MatchRun::STABLE) return Stability();
    if (whole_.objective() == v1::MatchRun::FAIREST) {
      GILDE_RETURN_IF_ERROR(Hall());
      return Threshold();
    }
    if (whole_.objective() == v1::MatchRun::HIGHEST_PARTICIPATION) {
      GILDE_RETURN_IF_ERROR(Bonus());
      GILDE_RETURN_IF_ERROR(whole_.peers() ? absl::OkStatus() : Hall());
    } else if (proof_.bonus() != 0) {
      return Wrong("there is a bonus of ", proof_.bonus(), " where only scores count");
    }
    return whole_.peers() ? PeerPrices() : Prices();
  }

  // More than any sum of scores: the best of everybody.
  absl::Status Bonus() {
    std::vector<std::int64_t> best(whole_.mentees_size(), 0);
    GILDE_RETURN_IF_ERROR(EachLeft([&](int mentee, int other, std::int64_t score) {
      best[mentee] = std::max(best[mentee], score);
      if (whole_.peers()) best[other] = std::max(best[other], score);
      return absl::OkStatus();
    }));
    std::int64_t sum = 0;
    for (std::int64_t score : best) sum += score;
    return proof_.bonus() > sum ? absl::OkStatus() : Wrong("the bonus of ", proof_.bonus(), " is not more than all scores, ", sum);
  }

  static absl::Status NotNegative(const std::string& what, const RepeatedField<std::int64_t>& prices, int count) {
    if (prices.size() != count) return Wrong("there are ", prices.size(), " prices for ", count, " ", what, "s");
    for (int i = 0; i < count; ++i) {
      if (prices[i] < 0) return Wrong("the price of ", what, " ", i, " is ", prices[i]);
    }
    return absl::OkStatus();
  }

  absl::Status Prices() {
    GILDE_RETURN_IF_ERROR(NotNegative("mentee", proof_.mentee_prices(), whole_.mentees_size()));
    GILDE_RETURN_IF_ERROR(NotNegative("mentor", proof_.seat_prices(), others_));
    int128 paid = 0, weighed = 0;
    for (std::int64_t price : proof_.mentee_prices()) paid += price;
    for (int j = 0; j < others_; ++j) paid += int128(proof_.seat_prices(j)) * left_[j];
    GILDE_RETURN_IF_ERROR(EachLeft([&](int mentee, int mentor, std::int64_t score) {
      int128 weight = int128(score) + proof_.bonus(), price = int128(proof_.mentee_prices(mentee)) + proof_.seat_prices(mentor);
      if (other_of_[mentee] == mentor) weighed += weight;
      return price >= weight ? absl::OkStatus()
                             : Wrong("the prices of ", Pair(mentee, mentor), " sum to ", Text(price), ", less than ", Text(weight));
    }));
    if (groups_) return Bound(paid - weighed);
    return paid == weighed ? absl::OkStatus() : Wrong("all prices sum to ", Text(paid), ", and the pairs made weigh ", Text(weighed));
  }

  // With least sizes the prices say how far from the best it is at most; nothing of points where more people could be matched.
  absl::Status Bound(int128 gap) {
    constexpr std::int64_t kMost = std::int64_t{1} << 62;
    if (checked_.most_matched > checked_.matched && whole_.objective() == v1::MatchRun::HIGHEST_PARTICIPATION) return absl::OkStatus();
    checked_.most_total = static_cast<std::int64_t>(std::min<int128>(kMost, checked_.total + gap));
    return absl::OkStatus();
  }

  absl::Status PeerPrices() {
    GILDE_RETURN_IF_ERROR(NotNegative("person", proof_.person_prices(), whole_.mentees_size()));
    std::vector<std::vector<int>> sets_of(whole_.mentees_size());
    int128 paid = 0, weighed = 0;
    for (std::int64_t price : proof_.person_prices()) paid += price;
    for (int s = 0; s < proof_.odd_sets_size(); ++s) {
      const auto& set = proof_.odd_sets(s);
      if (set.people_size() < 3 || set.people_size() % 2 == 0) return Wrong("odd set ", s, " has ", set.people_size(), " people");
      if (set.price() < 0) return Wrong("the price of odd set ", s, " is ", set.price());
      for (int person : set.people()) {
        if (person < 0 || person >= whole_.mentees_size()) return Wrong("odd set ", s, " holds person ", person, ", who is nobody");
        if (!sets_of[person].empty() && sets_of[person].back() == s) return Wrong("odd set ", s, " holds person ", person, " twice");
        sets_of[person].push_back(s);
      }
      paid += int128(set.price()) * (set.people_size() / 2);
    }
    GILDE_RETURN_IF_ERROR(EachLeft([&](int first, int second, std::int64_t score) {
      int128 weight = 4 * (int128(score) + proof_.bonus()), price = int128(proof_.person_prices(first)) + proof_.person_prices(second);
      const auto &mine = sets_of[first], &yours = sets_of[second];
      for (size_t a = 0, b = 0; a < mine.size() && b < yours.size();) {
        if (mine[a] == yours[b]) price += proof_.odd_sets(mine[a]).price();
        int at = std::min(mine[a], yours[b]);
        a += mine[a] == at ? 1 : 0;
        b += yours[b] == at ? 1 : 0;
      }
      if (other_of_[first] == second) weighed += weight;
      return price >= weight ? absl::OkStatus()
                             : Wrong("the prices of ", Pair(first, second), " sum to ", Text(price), ", less than ", Text(weight));
    }));
    return paid == weighed ? absl::OkStatus() : Wrong("all prices sum to ", Text(paid), ", and the pairs made weigh ", Text(weighed));
  }

  // How many of the set must go without, of candidates with a score above `above`.
  absl::StatusOr<int> Deficiency(const std::string& what, const RepeatedField<int>& set, std::int64_t above) const {
    std::vector<bool> in(whole_.mentees_size(), false), counted(others_, false);
    for (int k = 0; k < set.size(); ++k) {
      if (set[k] < 0 || set[k] >= whole_.mentees_size()) return Wrong(what, " holds mentee ", set[k], ", who is nobody");
      if (k > 0 && set[k] <= set[k - 1]) return Wrong(what, " is not in order at mentee ", set[k]);
      if (pinned_[set[k]]) return Wrong(what, " holds mentee ", set[k], ", who is pinned");
      in[set[k]] = true;
    }
    std::int64_t seats = 0;
    GILDE_RETURN_IF_ERROR(EachLeft([&](int mentee, int mentor, std::int64_t score) {
      if (in[mentee] && score > above && !counted[mentor]) counted[mentor] = true, seats += left_[mentor];
      return absl::OkStatus();
    }));
    return static_cast<int>(std::max<std::int64_t>(set.size() - seats, 0));
  }

  absl::Status Hall() {
    absl::StatusOr<int> without = Deficiency("the Hall set", proof_.hall_mentees(), -1);
    GILDE_RETURN_IF_ERROR(without.status());
    checked_.most_matched = checked_.people - *without;
    bool best = checked_.most_matched == checked_.matched || (groups_ && whole_.objective() == v1::MatchRun::HIGHEST_PARTICIPATION);
    return best ? absl::OkStatus()
                : Wrong("by the Hall set ", *without, " must go without, and ", checked_.people - checked_.matched, " do");
  }

  // Without the pairs of the lowest score and less, fewer are matched.
  absl::Status Threshold() {
    std::int64_t lowest = kMostPoints + 1;
    for (int i = 0; i < whole_.mentees_size(); ++i) {
      if (other_of_[i] >= 0 && !pinned_[i]) lowest = std::min(lowest, score_of_[i]);
    }
    if (lowest > kMostPoints) return absl::OkStatus();
    if (lowest != proof_.lowest_score()) return Wrong("the lowest score is ", lowest, " and not ", proof_.lowest_score());
    absl::StatusOr<int> without = Deficiency("the Hall set of the threshold", proof_.threshold_hall_mentees(), lowest);
    GILDE_RETURN_IF_ERROR(without.status());
    return *without > checked_.people - checked_.matched
               ? absl::OkStatus()
               : Wrong("above a score of ", lowest, " by the Hall set ", *without, " must go without: not more than do");
  }

  // Counts the pairs that both would rather have.
  absl::Status Stability() {
    using Wish = std::pair<std::int64_t, int>;  // the score's negative, then who it is: less is better
    // The least wanted whom a mentor has: the greatest wish.
    std::vector<Wish> last(others_, Wish(-kMostPoints - 1, 0));
    for (int i = 0; i < whole_.mentees_size(); ++i) {
      if (other_of_[i] >= 0 && !pinned_[i]) last[other_of_[i]] = std::max(last[other_of_[i]], Wish(-score_of_[i], i));
    }
    std::int64_t blocking = 0;
    std::string first;
    GILDE_RETURN_IF_ERROR(EachLeft([&](int mentee, int mentor, std::int64_t score) {
      int with = other_of_[mentee];
      bool wants = with < 0 || Wish(-score, mentor) < Wish(-score_of_[mentee], with);
      bool wanted = load_[mentor] < whole_.mentors(mentor).seats() || Wish(-score, mentee) < last[mentor];
      if (wants && wanted && blocking++ == 0) first = Pair(mentee, mentor);
      return absl::OkStatus();
    }));
    if (blocking != 0) return Wrong(first, " would rather have each other; such pairs: ", blocking);
    return proof_.blocking_pairs() == 0 ? absl::OkStatus()
                                        : Wrong("it counts ", proof_.blocking_pairs(), " blocking pairs; there are none");
  }

  const v1::MatchRunPart& whole_;
  const v1::MatchCertificate& proof_;
  int others_;                          // how many mentors, or peers
  std::vector<int> other_of_;           // of each mentee or peer; -1: nobody
  std::vector<std::int64_t> score_of_;  // of that pair
  std::vector<bool> pinned_;
  std::vector<int> load_;           // pairs made of each mentor
  std::vector<std::int64_t> left_;  // seats beside the pins
  bool groups_ = false;             // whether any has a least size
  CheckedRun checked_;
};

}  // namespace

absl::StatusOr<CheckedRun> CheckCertificate(const v1::MatchRunPart& whole) { return Run(whole).Check(); }

}  // namespace gilde::matching::domain
