// Shared counter: a message queue with one message, the number. Who has taken it out has the lock.
#include "shared_counter.h"

#include <fcntl.h>
#include <mqueue.h>

#include <cerrno>
#include <system_error>

struct SharedCounter::Impl {
  mqd_t queue = -1;

  long Take() const {
    long value = 0;
    while (mq_receive(queue, reinterpret_cast<char*>(&value), sizeof value, nullptr) < 0) {
      if (errno != EINTR) throw std::system_error(errno, std::generic_category(), "mq_receive");
    }
    return value;
  }
  void Put(long value) const {
    while (mq_send(queue, reinterpret_cast<const char*>(&value), sizeof value, 0) < 0) {
      if (errno != EINTR) throw std::system_error(errno, std::generic_category(), "mq_send");
    }
  }
};

SharedCounter::SharedCounter(const std::string& name) : impl_(new Impl) {
  mq_attr attributes = {};
  attributes.mq_maxmsg = 1;
  attributes.mq_msgsize = sizeof(long);
  impl_->queue = mq_open(name.c_str(), O_RDWR | O_CREAT | O_EXCL, 0600, &attributes);
  if (impl_->queue >= 0) {
    impl_->Put(0);
    return;
  }
  impl_->queue = mq_open(name.c_str(), O_RDWR);
  if (impl_->queue < 0) throw std::system_error(errno, std::generic_category(), "mq_open");
}

SharedCounter::~SharedCounter() { mq_close(impl_->queue); }

void SharedCounter::Add(long amount) { impl_->Put(impl_->Take() + amount); }

long SharedCounter::Value() const {
  const long value = impl_->Take();
  impl_->Put(value);
  return value;
}

void SharedCounter::Remove(const std::string& name) { mq_unlink(name.c_str()); }
