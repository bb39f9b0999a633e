// Lets no-sleep reach Boost.Thread's sleeps; included ahead of every source file of a lab
// (-include).
//
// boost::this_thread::sleep_for is a timed wait for a predicate that Boost defines as always false,
// inline. This earlier declaration makes an optimizer call that function instead of knowing its
// answer, and the strong definition in interpose.cc takes its place. Without the harness nothing
// changes.
#ifndef RACELAB_CHECKER_HARNESS_BOOST_SLEEP_H_
#define RACELAB_CHECKER_HARNESS_BOOST_SLEEP_H_

namespace boost::this_thread::hidden {
#ifdef __clang__
__attribute__((weak)) bool always_false();
#else
__attribute__((noipa)) bool always_false();
#endif
}  // namespace boost::this_thread::hidden

#endif  // RACELAB_CHECKER_HARNESS_BOOST_SLEEP_H_
