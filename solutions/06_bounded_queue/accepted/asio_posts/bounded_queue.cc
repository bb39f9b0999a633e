// One thread owns the queue and does what others post; who must wait leaves a promise.
#include "bounded_queue.h"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <deque>
#include <future>
#include <thread>
#include <utility>

namespace {

namespace asio = boost::asio;

class PostingQueue : public BoundedQueue {
 public:
  explicit PostingQueue(size_t capacity) : capacity_(capacity) {}
  ~PostingQueue() override {
    work_.reset();
    owner_.join();
  }

  void Push(int value) override {
    std::promise<void> done;
    asio::post(tasks_, [this, value, &done] {
      pushes_.emplace_back(value, &done);
      LetThemGoOn();
    });
    done.get_future().wait();
  }
  int Pop() override {
    std::promise<int> value;
    asio::post(tasks_, [this, &value] {
      pops_.push_back(&value);
      LetThemGoOn();
    });
    return value.get_future().get();
  }
  bool TryPush(int value) override {
    return Ask<bool>([this, value] {
      if (values_.size() == capacity_) return false;
      values_.push_back(value);
      LetThemGoOn();
      return true;
    });
  }
  bool TryPop(int* value) override {
    return Ask<bool>([this, value] {
      if (values_.empty()) return false;
      *value = values_.front();
      values_.pop_front();
      LetThemGoOn();
      return true;
    });
  }
  size_t Size() const override {
    return Ask<size_t>([this] { return values_.size(); });
  }

 private:
  template <typename Result, typename Question>
  Result Ask(const Question& question) const {
    std::promise<Result> answer;
    asio::post(tasks_, [&] { answer.set_value(question()); });
    return answer.get_future().get();
  }

  void LetThemGoOn() {
    for (;;) {
      if (!pushes_.empty() && values_.size() < capacity_) {
        const auto [value, done] = pushes_.front();
        pushes_.pop_front();
        values_.push_back(value);
        done->set_value();
      } else if (!pops_.empty() && !values_.empty()) {
        std::promise<int>* const pop = pops_.front();
        pops_.pop_front();
        pop->set_value(std::exchange(values_.front(), 0));
        values_.pop_front();
      } else {
        return;
      }
    }
  }

  const size_t capacity_;
  std::deque<int> values_;  // the owner's, as the two below
  std::deque<std::pair<int, std::promise<void>*>> pushes_;
  std::deque<std::promise<int>*> pops_;
  mutable asio::io_context tasks_{1};
  asio::executor_work_guard<asio::io_context::executor_type> work_{tasks_.get_executor()};
  std::thread owner_{[this] { tasks_.run(); }};
};

}  // namespace

std::unique_ptr<BoundedQueue> NewBoundedQueue(size_t capacity) {
  return std::make_unique<PostingQueue>(capacity);
}
