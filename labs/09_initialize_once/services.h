// The<Service>(): the one object of a type, made when it is needed. Given; not edited.
#ifndef RACELAB_LABS_09_INITIALIZE_ONCE_SERVICES_H_
#define RACELAB_LABS_09_INITIALIZE_ONCE_SERVICES_H_

// Returns the one object of the type Service, and makes it with Service() if it is not there yet.
// Any thread may call it at any time from the beginning of main() to its end.
//
// - All calls for one Service return the same object. It is made once. Nobody gets it before its
//   constructor is through, and then everybody sees all that the constructor wrote.
// - A constructor may ask for other services, such as The<Other>(). They never ask in a circle.
// - A constructor may throw. Whoever ran it gets the exception, nobody else does, and nothing was
//   made: the next call, or one that waits, tries again.
// - Services do not wait for each other: while one is being made, others can be had and be made.
// - The object lives until main() is over. Whether it is destroyed then is up to you.
template <typename Service>
Service& The();

#include "once.h"  // the definition: this is what once.h provides

#endif  // RACELAB_LABS_09_INITIALIZE_ONCE_SERVICES_H_
