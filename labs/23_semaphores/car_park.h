// CarPark: given. A number of slots that several processes, the cars, share.
#ifndef RACELAB_LABS_23_SEMAPHORES_CAR_PARK_H_
#define RACELAB_LABS_23_SEMAPHORES_CAR_PARK_H_

#include <memory>
#include <string>

// One process makes the car park, then forks the cars, any number of them, which use the object
// that they inherit, each from one thread. The maker may be a car, too. A process is *inside* from
// when it gets a slot until it leaves. A process that was just forked is outside, even if its
// parent is inside.
//
// A signal that is handled may come at any moment, and is handled then, also while a call waits. No
// call gives up, or succeeds, because of it.
class CarPark {
 public:
  // All `slots`, from 1 to 100, are free.
  //
  // `name` ("/north") is for those who need a name in the system, for semaphores, memory or files;
  // nobody else uses it. An earlier car park of this name may have been left behind, because its
  // maker was killed, with cars that are still inside of it and leave later. It has nothing to do
  // with this one.
  CarPark(const std::string& name, int slots);

  // A process that is inside leaves. The others go on with their own copies of the object; the
  // maker is the last one to do this. Then nothing is left in the system, neither of this car park
  // nor of earlier ones of its name.
  ~CarPark();

  // Waits until any slot is free, and takes it. REQUIRES: this process is outside.
  void Enter();

  // Takes a slot when one is free. False: all were taken; it does not wait for anybody to leave.
  // REQUIRES: this process is outside.
  bool TryEnter();

  // Gives the slot back, so that one who waits gets it. False: this process is outside, and nothing
  // has changed.
  bool Leave();

  // Who ends inside, without leaving, may keep its slot for ever or not; both are right.

 private:
  struct Impl;  // yours: define it in car_park.cc
  std::unique_ptr<Impl> impl_;
};

#endif  // RACELAB_LABS_23_SEMAPHORES_CAR_PARK_H_
