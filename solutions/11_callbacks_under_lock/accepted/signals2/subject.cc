// Boost.Signals2 keeps the list, and tracks who is alive.
#include "subject.h"

#include <boost/signals2/signal.hpp>
#include <boost/thread/lock_guard.hpp>
#include <boost/thread/mutex.hpp>
#include <map>

namespace {

using Signal = boost::signals2::signal<void(int)>;

class LockedSubject : public Subject {
 public:
  int Subscribe(std::weak_ptr<Observer> observer) override {
    Observer* const raw = observer.lock().get();
    Signal::slot_type slot([raw](int event) { raw->OnEvent(event); });
    slot.track_foreign(observer);  // it is called only while it lives, and kept alive meanwhile
    const auto connection = signal_.connect(slot);
    boost::lock_guard<boost::mutex> lock(mutex_);
    connections_[++last_ticket_] = connection;
    return last_ticket_;
  }

  void Unsubscribe(int ticket) override {
    boost::signals2::connection connection;
    {
      boost::lock_guard<boost::mutex> lock(mutex_);
      const auto found = connections_.find(ticket);
      if (found == connections_.end()) return;
      connection = found->second;
      connections_.erase(found);
    }
    connection.disconnect();
  }

  void Notify(int event) override { signal_(event); }

 private:
  Signal signal_;
  boost::mutex mutex_;
  std::map<int, boost::signals2::connection> connections_;  // by ticket; guarded by mutex_
  int last_ticket_ = 0;                                     // guarded by mutex_
};

}  // namespace

std::unique_ptr<Subject> NewSubject() { return std::make_unique<LockedSubject>(); }
