// ObjectNames: memory, locks and signals in the student's words; never an address.
//
// Variables with static storage have names in the symbol table. Others are named as every line of
// source that touches them names them; where the lines leave a doubt they stay "lock 2".
//
// **Thread safety**: immutable after construction.
#ifndef RACELAB_CHECKER_CHECK_EXPLAIN_NAMES_H_
#define RACELAB_CHECKER_CHECK_EXPLAIN_NAMES_H_

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "checker/check/explain_channels.h"
#include "checker/check/explain_scene.h"

namespace racelab {

class ObjectNames {
 public:
  // REQUIRES: `scene` outlives this. `events`: indices of those to be named.
  ObjectNames(const Scene& scene, const std::vector<size_t>& events);

  // "hits_", "counts[3]", "lock 2".
  std::string Name(uint64_t address) const;

  bool Knows(uint64_t address) const { return objects_.contains(address); }

  // Without what tells it from others: of a copy "hits", not "hits of process 2".
  std::string Bare(uint64_t address) const;
  // "the pipe a", for a kTransfer or a kBlock.
  std::string Channel(uint64_t place) const { return channels_.Name(place); }

  // With the place for memory of the finding: "hits_ (in a block of 24 bytes allocated at a.cc:3)".
  std::string Described(uint64_t address) const;
  // "a block of 24 bytes allocated at a.cc:3", of the finding; "" when it has none.
  std::string Block() const;

  // A value as a number; nothing for what looks like an address or cannot be read as a number.
  std::optional<std::string> Value(uint64_t value, int size) const;

  const Scene& scene() const { return scene_; }
  const Cast& cast() const { return scene_.cast; }

 private:
  struct Object {
    Sort sort = Sort::kMemory;
    std::string variable;                             // in the symbol table
    uint64_t offset = 0;                              // in the variable
    std::optional<std::set<std::string>> candidates;  // that every line so far allows
    std::optional<std::string> part;                  // "bank.balance", "counts[3]"
    bool part_unsure = false;
    // In shared memory, how lines spell a candidate: "*hits", "shared->total".
    std::map<std::string, std::set<std::string>> spelled;
    std::string name;
  };

  void See(uint64_t address, trace::Op op, int size, const Spot& spot);
  static std::set<std::string> SeeShared(Object& object, const Spot& spot,
                                         std::set<std::string> names);
  void SeePart(Object& object, int size, const Spot& spot);
  static std::string BestName(const Object& object);
  void Settle();
  void SettleName(const std::string& name, std::vector<std::pair<uint64_t, Object*>>& objects);

  const Scene& scene_;
  const ChannelNames channels_;
  std::map<uint64_t, Object> objects_;
  std::vector<uint64_t> order_;  // of first use
};

}  // namespace racelab

#endif  // RACELAB_CHECKER_CHECK_EXPLAIN_NAMES_H_
