// Headers make other code of htons() where __OPTIMIZE__ is defined; that is not the student's
// doing.
#include <arpa/inet.h>
#include <sys/select.h>

#include <cstring>

unsigned short Port() {
  fd_set set;
  FD_ZERO(&set);
  char text[8];
  std::strcpy(text, "abc");
  return htons(static_cast<unsigned short>(text[0]));
}
