// Cache: keeps what a slow loader found. Given; not edited.
#ifndef RACELAB_LABS_08_READER_WRITER_CACHE_CACHE_H_
#define RACELAB_LABS_08_READER_WRITER_CACHE_CACHE_H_

#include <functional>
#include <memory>
#include <string>

// Finds the value of a key, or throws. Slow. It does not call this cache.
using Loader = std::function<std::string(int key)>;

// Sees one entry. It may take its time, and does not call this cache.
using Visitor = std::function<void(int key, const std::string& value)>;

// Each method may be called by several threads at a time. Caches have nothing to do with each
// other: a loader or a visitor may call another one.
class Cache {
 public:
  virtual ~Cache() = default;

  // Returns the value of the key. Where it is not there, it is loaded and kept. As long as nobody
  // forgets the key, it is loaded once, however many ask for it at the same time. When the loader
  // throws, so does this call, and nothing is kept: the next call loads again. A call that waited
  // for a loader that threw may throw the same. What another call has kept meanwhile may be
  // forgotten, too.
  virtual std::string Get(int key) = 0;

  // Removes the key, if it is there: a later call of Get loads it again. A load that is under way
  // meanwhile may still be kept.
  virtual void Forget(int key) = 0;

  // Calls `visit` for each entry that is there, in any order. Any number of threads may visit at
  // the same time, and a Get that finds its key waits for no visitor, unless a call that changes
  // the cache came before it.
  virtual void ForEach(const Visitor& visit) const = 0;

  // How many calls of Get have returned a value without calling the loader.
  virtual long Hits() const = 0;
};

// An empty cache. This is what cache.cc provides.
std::unique_ptr<Cache> NewCache(Loader load);

#endif  // RACELAB_LABS_08_READER_WRITER_CACHE_CACHE_H_
