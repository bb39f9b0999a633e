// Honest code that must not be accused: std: threads, latch, barrier, stop_token, shared_ptr,
// chrono, random.
#include <barrier>
#include <chrono>
#include <condition_variable>
#include <future>
#include <latch>
#include <mutex>
#include <queue>
#include <random>
#include <semaphore>
#include <shared_mutex>
#include <stop_token>
#include <thread>
class Pool {
 public:
  explicit Pool(int n) {
    for (int i = 0; i < n; ++i) t_.emplace_back([this](std::stop_token s) { Work(s); });
  }
  void Post(std::function<void()> f) {
    {
      std::lock_guard l(m_);
      q_.push(std::move(f));
    }
    c_.notify_one();
  }

 private:
  void Work(std::stop_token s) {
    for (;;) {
      std::function<void()> f;
      {
        std::unique_lock l(m_);
        if (!c_.wait(l, s, [this] { return !q_.empty(); })) return;
        f = std::move(q_.front());
        q_.pop();
      }
      f();
    }
  }
  std::mutex m_;
  std::condition_variable_any c_;
  std::queue<std::function<void()>> q_;
  std::vector<std::jthread> t_;
};
struct Acct {
  mutable std::mutex m;
  long b = 0;
};
void Transfer(Acct& a, Acct& b, long n) {
  if (&a == &b) return;
  std::scoped_lock l(a.m, b.m);
  a.b -= n;
  b.b += n;
}
bool Withdraw(std::atomic<long>& b, long n) {
  long c = b.load();
  while (c >= n)
    if (b.compare_exchange_weak(c, c - n, std::memory_order_acq_rel)) return true;
  return false;
}
void Phases() {
  std::barrier b(2, []() noexcept {});
  std::latch l(1);
  std::counting_semaphore<3> s(1);
  std::thread t([&] {
    b.arrive_and_wait();
    l.count_down();
    s.release();
  });
  b.arrive_and_wait();
  l.wait();
  s.acquire();
  t.join();
  std::atomic_thread_fence(std::memory_order_seq_cst);
}
int Async() {
  auto f = std::async(std::launch::async, [] {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
    std::mt19937 g(3);
    return static_cast<int>(g() % 3);
  });
  return f.get();
}
struct Node {
  int v;
  Node* next;
};
std::atomic<Node*> head{nullptr};
void PushN(int v) {
  Node* n = new Node{v, head.load(std::memory_order_relaxed)};
  while (!head.compare_exchange_weak(n->next, n, std::memory_order_release,
                                     std::memory_order_relaxed)) {
  }
}
struct alignas(64) Padded {
  std::atomic<int> v;
};
Padded slots[4];
void Inc(int i) { slots[i & 3].v.fetch_add(1, std::memory_order_relaxed); }
class Ref {
  std::atomic<int> r_{1};

 public:
  void Up() { r_.fetch_add(1); }
  void Down() {
    if (r_.fetch_sub(1) == 1) delete this;
  }
};
void UseAll() {
  Pool p(2);
  p.Post([] {});
  Acct a, b;
  Transfer(a, b, 1);
  Ref* r = new Ref;
  r->Up();
  r->Down();
  r->Down();
}
