// expect: assertion
// Two threads put a node on a list by a load and a store: one node may be lost, and is not freed.
#include <atomic>
#include <cassert>
#include <cstddef>
#include <thread>

extern "C" __attribute__((weak)) size_t racelab_lost_memory();

namespace {

struct Node {
  Node* next;
};

std::atomic<Node*> list{nullptr};

void Add() {
  Node* node = new Node{list.load()};
  list.store(node);
}

}  // namespace

int main() {
  std::thread first(Add), second(Add);
  first.join();
  second.join();
  for (Node* node = list.exchange(nullptr); node != nullptr;) {
    Node* next = node->next;
    delete node;
    node = next;
  }
  assert(racelab_lost_memory == nullptr || racelab_lost_memory() == 0);
}
