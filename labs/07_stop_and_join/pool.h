// Pool: runs tasks in several worker threads. Given; not edited.
#ifndef RACELAB_LABS_07_STOP_AND_JOIN_POOL_H_
#define RACELAB_LABS_07_STOP_AND_JOIN_POOL_H_

#include <functional>
#include <memory>

using Task = std::function<void()>;

// Each method may be called by several threads at a time, and by tasks. Pools have nothing to do
// with each other.
class Pool {
 public:
  // Closes the pool, and returns when every accepted task has run and is destroyed, and no worker
  // uses the pool any more. By then only tasks still call the pool. Not called by a task.
  virtual ~Pool() = default;

  // Hands a task to the workers and returns true: one of them will run it, once, and without locks
  // held. When the pool is closed it returns false, and the task never runs. It waits for no task,
  // so a task may submit others.
  virtual bool Submit(Task task) = 0;

  // From now on no task is accepted. Those that were accepted still run. It waits for no task and
  // no worker, so a task may close the pool. May be called more than once.
  virtual void Close() = 0;

  // How many tasks ended by an exception so far, of whatever type. Such a task does no harm to
  // others.
  virtual int Failed() const = 0;
};

// A pool that runs up to `workers` tasks at the same time, at least 1. With one worker the tasks
// run one after another. This is what pool.cc provides.
std::unique_ptr<Pool> NewPool(int workers);

#endif  // RACELAB_LABS_07_STOP_AND_JOIN_POOL_H_
