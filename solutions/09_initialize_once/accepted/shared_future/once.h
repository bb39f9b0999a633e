// Who comes first makes the service for all; who waited for a failure begins again.
#ifndef RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
#define RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_

#include <boost/thread/future.hpp>
#include <boost/thread/lock_guard.hpp>
#include <boost/thread/mutex.hpp>
#include <exception>
#include <memory>

#include "services.h"

template <typename Service>
class Maker {
 public:
  Service& Get() {
    for (;;) {
      boost::promise<Service*> mine;
      boost::shared_future<Service*> result;
      bool is_mine = false;
      {
        boost::lock_guard<boost::mutex> lock(mutex_);
        if (!result_.valid()) {
          result_ = mine.get_future().share();
          is_mine = true;
        }
        result = result_;
      }
      if (is_mine) return Make(mine);
      if (Service* const service = result.get()) return *service;
    }
  }

 private:
  Service& Make(boost::promise<Service*>& promise) {
    try {
      service_ = std::make_unique<Service>();
    } catch (...) {
      {
        boost::lock_guard<boost::mutex> lock(mutex_);
        result_ = boost::shared_future<Service*>();
      }
      promise.set_value(nullptr);
      throw;
    }
    promise.set_value(service_.get());
    return *service_;
  }

  boost::mutex mutex_;
  boost::shared_future<Service*> result_;  // guarded by mutex_
  std::unique_ptr<Service> service_;
};

template <typename Service>
Service& The() {
  static Maker<Service> maker;
  return maker.Get();
}

#endif  // RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
