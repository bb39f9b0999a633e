// What class RefCounted in ref_count.h promises. Given; not edited.
//
// An object of a class derived from RefCounted lives as long as somebody holds it. Who makes it
// with new is its first holder. Each method may be called by several threads at a time.
//
//   void Hold()            The caller holds it once more. REQUIRES: the caller holds it already.
//
//   bool HoldUnlessGone()  The caller holds it (once more), if anybody holds it at that moment;
//   else
//                          this returns false and does nothing. The caller need not be a holder,
//                          but sees to it that the object's memory stays until the call is over:
//                          the object's destructor may wait for the caller, so this never waits for
//                          the destructor.
//
//   void Drop()            The caller holds it once less. Who drops it last destroys it (`delete
//                          this`) before Drop returns. The destructor may use what any holder wrote
//                          before dropping it, without a lock. It may hold and drop other objects,
//                          and take its time: other objects can be held, dropped and destroyed
//                          meanwhile. REQUIRES: the caller holds it.
//
// An object may be held a million times.
#ifndef RACELAB_LABS_19_REFERENCE_COUNT_SHARED_OBJECT_H_
#define RACELAB_LABS_19_REFERENCE_COUNT_SHARED_OBJECT_H_

#include <type_traits>

#include "ref_count.h"

static_assert(std::is_same_v<decltype(&RefCounted::Hold), void (RefCounted::*)()>);
static_assert(std::is_same_v<decltype(&RefCounted::HoldUnlessGone), bool (RefCounted::*)()>);
static_assert(std::is_same_v<decltype(&RefCounted::Drop), void (RefCounted::*)()>);

#endif  // RACELAB_LABS_19_REFERENCE_COUNT_SHARED_OBJECT_H_
