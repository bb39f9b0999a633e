// rf: reads-from obligations over POS: wants "this read sees that write" that was not seen yet.
//
// Source: Wolff, Zheng, Duck, Mathur, Roychoudhury: "Greybox Fuzzing for Concurrency Testing",
// 2024: abstract schedules are sets of wanted pairs; those whose executions showed something new
// are kept and mutated, those picked least come first. POS decides where no obligation does. We
// depart in that a third of the plans ask for pairs never seen, and a third for combinations drawn
// afresh, and that obligations are only positive (the plan has no "must not see").
#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "checker/explore/rng.h"
#include "checker/explore/strategies.h"

namespace racelab::explore {
namespace {

using trace::Op;
using trace::ReadsFrom;

constexpr uint32_t kTries = 4;  // for a pair that does not come
constexpr size_t kWanted = 3;   // pairs in one plan
constexpr size_t kInteresting = 256;

bool Reads(Op op) { return op == Op::kRead || op == Op::kAtomicLoad || op == Op::kAtomicRmw; }
bool Writes(Op op) { return op == Op::kWrite || op == Op::kAtomicStore || op == Op::kAtomicRmw; }

// Which program counters were seen to touch the same object: the classes of a union-find.
class Objects {
 public:
  void Join(uint32_t a, uint32_t b) { parent_[Find(a)] = Find(b); }
  uint32_t Find(uint32_t pc) {
    uint32_t root = pc;
    for (auto at = parent_.find(root); at != parent_.end() && at->second != root;
         at = parent_.find(root)) {
      root = at->second;
    }
    for (uint32_t next; pc != root; pc = next) next = Parent(pc), parent_[pc] = root;
    return root;
  }

 private:
  uint32_t Parent(uint32_t pc) {
    const auto at = parent_.find(pc);
    return at == parent_.end() ? pc : at->second;
  }
  std::unordered_map<uint32_t, uint32_t> parent_;
};

class ReadsFromStrategy : public Strategy {
 public:
  explicit ReadsFromStrategy(uint64_t seed) : rng_(seed, name()) {}
  std::string_view name() const override { return "rf"; }

  std::optional<ExecutionPlan> Next() override {
    ExecutionPlan plan;
    plan.rule = trace::Rule::kPos;
    plan.seed = rng_.Next();
    switch (plans_++ % 6) {
      case 0:
      case 2: plan.pairs = NeverSeen(); break;
      case 1:
      case 4: plan.pairs = Combination(); break;
      case 3: plan.pairs = Mutated(); break;
      default: break;  // POS alone, now and then: obligations can also stand in the way
    }
    return plan;
  }

  void Learn(const ExecutionPlan& plan, const Execution& execution, bool mine) override {
    for (const trace::Point& point : execution.point_list) LearnPoint(point);
    object_pc_.clear();  // addresses mean something within one execution only
    bool is_new = signatures_.insert(Signature(execution)).second;
    for (const ReadsFrom& pair : execution.pairs) is_new |= LearnPair(pair);
    if (!mine || !is_new || plan.pairs.empty() || interesting_.size() >= kInteresting) return;
    interesting_.push_back({plan.pairs, 0});
  }

 private:
  struct Interesting {
    std::vector<ReadsFrom> pairs;
    uint32_t picks;
  };

  void LearnPoint(const trace::Point& point) {
    if (!Reads(point.op) && !Writes(point.op)) return;
    Know(point.pc, Reads(point.op), Writes(point.op));
    const auto [at, first] = object_pc_.try_emplace(point.object, point.pc);
    if (!first) objects_.Join(at->second, point.pc);
  }

  bool LearnPair(const ReadsFrom& pair) {
    if (!seen_.insert({pair.read, pair.write}).second) return false;
    Know(pair.read, true, false);
    if (pair.write == 0) return true;  // the initial value, of whichever object
    Know(pair.write, false, true);
    objects_.Join(pair.read, pair.write);
    return true;
  }

  void Know(uint32_t pc, bool reads, bool writes) {
    if (reads && known_reads_.insert(pc).second) reads_.push_back(pc);
    if (writes && known_writes_.insert(pc).second) writes_.push_back(pc);
  }

  static uint64_t Signature(const Execution& execution) {
    uint64_t sum = 0;  // of independent hashes, so their order does not matter
    for (const ReadsFrom& pair : execution.pairs) {
      sum += Rng((uint64_t{pair.read} << 32) | pair.write, "").Next();
    }
    return sum;
  }

  // A write that this read could see, or "the initial value"; nothing when it has no such write.
  std::optional<ReadsFrom> RandomPair() {
    if (reads_.empty()) return std::nullopt;
    const uint32_t read = reads_[rng_.Below(reads_.size())];
    std::vector<uint32_t> candidates;
    for (const uint32_t write : writes_) {
      if (objects_.Find(write) == objects_.Find(read)) candidates.push_back(write);
    }
    if (candidates.empty()) return std::nullopt;
    // The initial value is one of many writes, but the bugs are often about it.
    if (rng_.Below(3) == 0) return ReadsFrom{read, 0};
    return ReadsFrom{read, candidates[rng_.Below(candidates.size())]};
  }

  // A pair never seen; every second time in the company of an interesting set.
  std::vector<ReadsFrom> NeverSeen() {
    const std::optional<ReadsFrom> unseen = Unseen();
    if (!unseen) return Combination();
    ++tries_[{unseen->read, unseen->write}];
    std::vector<ReadsFrom> pairs;
    if (rng_.Below(2) == 0) pairs = Mutated();
    pairs.insert(pairs.begin(), *unseen);
    pairs.resize(std::min(pairs.size(), kWanted));
    return pairs;
  }

  // Two or three pairs of different reads: many bugs need one with another, and each alone is
  // common.
  std::vector<ReadsFrom> Combination() {
    std::vector<ReadsFrom> pairs;
    const size_t wanted = 2 + rng_.Below(kWanted - 1);
    for (int draw = 0; draw < 8 && pairs.size() < wanted; ++draw) {
      const std::optional<ReadsFrom> pair = RandomPair();
      const bool again = pair && std::any_of(pairs.begin(), pairs.end(), [&](const ReadsFrom& p) {
                           return p.read == pair->read;
                         });
      if (pair && !again) pairs.push_back(*pair);
    }
    return pairs;
  }

  // Found by drawing: with few pairs left unseen it may find none, then there is mutation.
  std::optional<ReadsFrom> Unseen() {
    for (int draw = 0; draw < 16; ++draw) {
      const std::optional<ReadsFrom> pair = RandomPair();
      if (!pair || seen_.count({pair->read, pair->write}) != 0) continue;
      const auto tried = tries_.find({pair->read, pair->write});
      if (tried == tries_.end() || tried->second < kTries) return pair;
    }
    return std::nullopt;
  }

  // The less picked of two interesting sets of pairs, with one pair added, replaced or removed.
  std::vector<ReadsFrom> Mutated() {
    std::vector<ReadsFrom> pairs;
    if (!interesting_.empty()) {
      Interesting* best = &interesting_[rng_.Below(interesting_.size())];
      Interesting* other = &interesting_[rng_.Below(interesting_.size())];
      if (other->picks < best->picks) best = other;
      ++best->picks;
      pairs = best->pairs;
    }
    const std::optional<ReadsFrom> pair = RandomPair();
    const size_t change = rng_.Below(3);
    if (pairs.empty() || (change == 0 && pairs.size() < kWanted)) {
      if (pair) pairs.push_back(*pair);
    } else if (change == 1) {
      pairs.erase(pairs.begin() + static_cast<ptrdiff_t>(rng_.Below(pairs.size())));
    } else if (pair) {
      pairs[rng_.Below(pairs.size())] = *pair;
    }
    return pairs;
  }

  Rng rng_;
  uint64_t plans_ = 0;
  Objects objects_;
  std::unordered_map<uint64_t, uint32_t> object_pc_;  // of the execution being learned from
  std::vector<uint32_t> reads_, writes_;              // in the order in which they came up
  std::set<uint32_t> known_reads_, known_writes_;
  std::set<std::pair<uint32_t, uint32_t>> seen_;
  std::map<std::pair<uint32_t, uint32_t>, uint32_t> tries_;
  std::set<uint64_t> signatures_;
  std::vector<Interesting> interesting_;
};

}  // namespace

std::unique_ptr<Strategy> MakeReadsFrom(uint64_t seed) {
  return std::make_unique<ReadsFromStrategy>(seed);
}

}  // namespace racelab::explore
