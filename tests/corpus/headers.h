// The headers that most of the corpus includes, compiled once in CI; see program_builder.h.
#ifndef RACELAB_TESTS_CORPUS_HEADERS_H_
#define RACELAB_TESTS_CORPUS_HEADERS_H_

#include <pthread.h>

#include <atomic>
#include <barrier>
#include <cassert>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <future>
#include <latch>
#include <map>
#include <memory>
#include <mutex>
#include <semaphore>
#include <shared_mutex>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#ifdef CORPUS_BOOST_THREAD
#include <boost/thread.hpp>
#endif
#ifdef CORPUS_ABSL
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#endif

#endif  // RACELAB_TESTS_CORPUS_HEADERS_H_
