// Honest code that must not be accused: boost sync.
#include <boost/config.hpp>
#include <boost/thread.hpp>
#include <boost/thread/future.hpp>
#include <boost/thread/once.hpp>
#include <boost/thread/shared_mutex.hpp>
#include <boost/thread/sync_bounded_queue.hpp>
#include <deque>
#include <map>
BOOST_NOINLINE int Slow(int x) { return x + 1; }
BOOST_FORCEINLINE int Fast(int x) { return x - 1; }
struct BOOST_SYMBOL_VISIBLE Vis {
  int x = 0;
};
class Queue {
 public:
  explicit Queue(size_t c) : cap_(c) {}
  void Push(int v) {
    boost::unique_lock<boost::mutex> l(m_);
    while (q_.size() >= cap_) not_full_.wait(l);
    q_.push_back(v);
    not_empty_.notify_one();
  }
  int Pop() {
    boost::unique_lock<boost::mutex> l(m_);
    not_empty_.wait(l, [this] { return !q_.empty(); });
    int v = q_.front();
    q_.pop_front();
    not_full_.notify_one();
    return v;
  }

 private:
  boost::mutex m_;
  boost::condition_variable not_full_, not_empty_;
  std::deque<int> q_;
  size_t cap_;
};
class Cache {
  boost::shared_mutex m_;
  std::map<int, int> c_;

 public:
  int Get(int k) {
    {
      boost::shared_lock<boost::shared_mutex> l(m_);
      auto i = c_.find(k);
      if (i != c_.end()) return i->second;
    }
    boost::unique_lock<boost::shared_mutex> l(m_);
    return c_[k] = Slow(Fast(k));
  }
};
boost::once_flag flag = BOOST_ONCE_INIT;
int inited;
void Once() {
  boost::call_once(flag, [] { ++inited; });
}

int All() {
  Queue q(3);
  Cache c;
  boost::thread t([&] { q.Push(c.Get(2)); });
  int v = q.Pop();
  t.join();
  Vis x;
  return v + x.x;
}
