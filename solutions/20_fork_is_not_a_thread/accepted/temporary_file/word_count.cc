// Word count: each child writes its number into its own place of a file without a name.
#include "word_count.h"

#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <vector>

Tally CountWords(int parts, const std::function<int(int)>& count) {
  std::FILE* file = std::tmpfile();
  if (file == nullptr) return {0, parts};
  std::printf("counting %d parts: ", parts);
  std::fflush(stdout);
  std::vector<pid_t> children;
  for (int part = 0; part < parts; ++part) {
    const pid_t child = fork();
    if (child == 0) {
      try {
        const int words = count(part);
        const off_t place = static_cast<off_t>(part * sizeof words);
        _exit(pwrite(fileno(file), &words, sizeof words, place) == sizeof words ? 0 : 1);
      } catch (...) {
        _exit(1);
      }
    }
    children.push_back(child);
  }

  Tally tally;
  for (int part = 0; part < parts; ++part) {
    int status = 0;
    int words = 0;
    waitpid(children[part], &status, 0);
    const bool counted =
        status == 0 && pread(fileno(file), &words, sizeof words,
                             static_cast<off_t>(part * sizeof words)) == sizeof words;
    if (counted) tally.words += words;
    if (!counted) ++tally.failed;
  }
  std::fclose(file);
  std::printf("%d words\n", tally.words);
  return tally;
}
