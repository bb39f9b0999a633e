// expect: none
// The list keeps its nodes for ever, with a number above each address: not freed, and not lost.
#include <atomic>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <thread>

extern "C" __attribute__((weak)) size_t racelab_lost_memory();

namespace {

struct Node {
  uint64_t next;
};

constexpr int kNumberAt = 48;
std::atomic<uint64_t> list{0};

void Add() {
  Node* node = new Node{list.load()};
  uint64_t with_number;
  do {
    with_number = reinterpret_cast<uint64_t>(node) | ((node->next >> kNumberAt) + 1) << kNumberAt;
  } while (!list.compare_exchange_weak(node->next, with_number));
}

}  // namespace

int main() {
  std::thread first(Add), second(Add);
  first.join();
  second.join();
  assert(racelab_lost_memory == nullptr || racelab_lost_memory() == 0);
}
