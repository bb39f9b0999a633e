// Dispatcher: given. Gives jobs to worker processes, and books what they answer.
#ifndef RACELAB_LABS_27_MESSAGES_DISPATCHER_H_
#define RACELAB_LABS_27_MESSAGES_DISPATCHER_H_

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

// One thread uses the object. Other objects may exist at the same time, in this process and in
// others, and end in any order: they do not disturb each other. When all processes of an object
// have been killed, a later object knows nothing of it. The process may have other children. It
// waits for them itself; the object neither needs their end nor takes it away.
//
// Any worker may be killed (kill -9) at any moment, as long as one of them lives.
class Dispatcher {
 public:
  static constexpr size_t kLongest = 1'000;  // bytes in a job, and in a result

  using Work = std::function<std::string(const std::string& job)>;
  using Book = std::function<void(size_t number, const std::string& result)>;

  // `work` runs in child processes, the workers: up to `workers` (1 to 4) at the same time.
  Dispatcher(int workers, Work work);

  // No process, no descriptor and no name (of a queue, a file ...) stays behind.
  ~Dispatcher();

  // Has work(jobs[i]) done by the workers for every i, and calls book(i, result) with what it
  // returned: in this process, one call at a time, in any order, exactly once for every i. Then it
  // returns. A job or a result is any bytes, or none. There are up to 300 jobs in one call.
  //
  // No job waits while a worker is free. work(jobs[i]) is called once, and at most once more for
  // each worker that was killed. A worker that is merely slow was not killed.
  void RunAll(const std::vector<std::string>& jobs, const Book& book);

  // A signal that is handled may come at any moment. Nothing fails because of it. `work` and `book`
  // throw nothing and do not use this object; they may use others.

 private:
  struct Impl;  // yours: define it in dispatcher.cc
  std::unique_ptr<Impl> impl_;
};

#endif  // RACELAB_LABS_27_MESSAGES_DISPATCHER_H_
