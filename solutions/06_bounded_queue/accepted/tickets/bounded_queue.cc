// Tickets: each push and each pop has a number; each place says whose turn it is.
#include "bounded_queue.h"

#include <algorithm>
#include <atomic>
#include <vector>

namespace {

class TicketRing : public BoundedQueue {
 public:
  explicit TicketRing(size_t capacity)
      : capacity_(static_cast<unsigned>(capacity)), places_(capacity) {}

  void Push(int value) override {
    const unsigned ticket = pushes_.fetch_add(1, std::memory_order_relaxed);
    Place& place = places_[ticket % capacity_];
    WaitForTurn(place, Free(ticket));
    Write(place, ticket, value);
  }

  int Pop() override {
    const unsigned ticket = pops_.fetch_add(1, std::memory_order_relaxed);
    Place& place = places_[ticket % capacity_];
    WaitForTurn(place, Full(ticket));
    return Read(place, ticket);
  }

  bool TryPush(int value) override {
    unsigned ticket = pushes_.load(std::memory_order_relaxed);
    Place& place = places_[ticket % capacity_];
    if (place.turn.load(std::memory_order_acquire) != Free(ticket)) return false;
    if (!pushes_.compare_exchange_strong(ticket, ticket + 1, std::memory_order_relaxed))
      return false;
    Write(place, ticket, value);
    return true;
  }

  bool TryPop(int* value) override {
    unsigned ticket = pops_.load(std::memory_order_relaxed);
    Place& place = places_[ticket % capacity_];
    if (place.turn.load(std::memory_order_acquire) != Full(ticket)) return false;
    if (!pops_.compare_exchange_strong(ticket, ticket + 1, std::memory_order_relaxed)) return false;
    *value = Read(place, ticket);
    return true;
  }

  // Waiting pushes and pops have their tickets already, so the difference may leave the bounds.
  size_t Size() const override {
    const long inside = static_cast<long>(pushes_.load()) - static_cast<long>(pops_.load());
    return static_cast<size_t>(std::clamp(inside, 0L, static_cast<long>(capacity_)));
  }

 private:
  struct Place {
    std::atomic<unsigned> turn{0};  // 2 * round: free for the push of this round; + 1: full
    int value = 0;
  };

  unsigned Free(unsigned ticket) const { return 2 * (ticket / capacity_); }
  unsigned Full(unsigned ticket) const { return Free(ticket) + 1; }

  static void WaitForTurn(Place& place, unsigned turn) {
    for (unsigned now; (now = place.turn.load(std::memory_order_acquire)) != turn;)
      place.turn.wait(now);
  }
  void Write(Place& place, unsigned ticket, int value) {
    place.value = value;
    place.turn.store(Full(ticket), std::memory_order_release);
    place.turn.notify_all();
  }
  int Read(Place& place, unsigned ticket) {
    const int value = place.value;
    place.turn.store(Full(ticket) + 1, std::memory_order_release);
    place.turn.notify_all();
    return value;
  }

  const unsigned capacity_;
  std::vector<Place> places_;
  std::atomic<unsigned> pushes_{0}, pops_{0};
};

}  // namespace

std::unique_ptr<BoundedQueue> NewBoundedQueue(size_t capacity) {
  return std::make_unique<TicketRing>(capacity);
}
