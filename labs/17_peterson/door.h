// Door: lets one of two sides in at a time. Given; not edited.
#ifndef RACELAB_LABS_17_PETERSON_DOOR_H_
#define RACELAB_LABS_17_PETERSON_DOOR_H_

#include <memory>

// The sides are 0 and 1. Each is one thread at a time, which calls Enter and Leave in turn. Doors
// have nothing to do with each other.
class Door {
 public:
  virtual ~Door() = default;

  // Waits while the other side is inside, and goes in.
  //
  // - Never are both inside. Who comes in sees all that the other side did inside before.
  // - A side that is alone comes in at once, however often.
  // - When both want in, one of them comes in; the other one when that one has left and does not
  //   come back.
  virtual void Enter(int side) = 0;

  // Goes out. REQUIRES: this side is inside.
  virtual void Leave(int side) = 0;
};

// A door with nobody inside. This is what door.cc provides.
std::unique_ptr<Door> NewDoor();

#endif  // RACELAB_LABS_17_PETERSON_DOOR_H_
