// Subject: tells its observers what happens. Given; not edited.
#ifndef RACELAB_LABS_11_CALLBACKS_UNDER_LOCK_SUBJECT_H_
#define RACELAB_LABS_11_CALLBACKS_UNDER_LOCK_SUBJECT_H_

#include <memory>

// Code of others. In OnEvent and in its destructor it may take locks of its own and call every
// method of the subject. OnEvent may run in several threads at the same time, and it may be slow.
class Observer {
 public:
  virtual ~Observer() = default;
  virtual void OnEvent(int event) = 0;
};

// Each method may be called by several threads at a time. Subjects have nothing to do with each
// other; an observer may subscribe to several and call all of them.
class Subject {
 public:
  virtual ~Subject() = default;

  // From now on the observer is told of each event, as long as it lives: the subject does not keep
  // it alive. Returns a ticket that no other subscription of this subject has ever had. One
  // observer may subscribe more than once; each of its subscriptions ends for itself.
  virtual int Subscribe(std::weak_ptr<Observer> observer) = 0;

  // Ends a subscription, if it has not ended yet. A Notify that begins afterwards does not call
  // this observer. One that is under way may still call it. Unsubscribe may wait until this
  // observer's OnEvent is over in other threads, but not when it is called in this OnEvent. It
  // waits for no other observer.
  virtual void Unsubscribe(int ticket) = 0;

  // Calls OnEvent(event) of each subscribed observer once, one after another, in the order of their
  // subscription, in this thread; then it returns. While an observer is called it is kept alive,
  // and no lock of the subject is held. Whoever subscribes, unsubscribes or dies meanwhile may be
  // called or not. The others are.
  virtual void Notify(int event) = 0;
};

// A subject without observers. This is what subject.cc provides.
std::unique_ptr<Subject> NewSubject();

#endif  // RACELAB_LABS_11_CALLBACKS_UNDER_LOCK_SUBJECT_H_
