// expect: AnnotateIgnoreWritesBegin
extern "C" void AnnotateIgnoreWritesBegin(const char*, int);
int hits = 0;
void Count() {
  AnnotateIgnoreWritesBegin("count.cc", 1);
  ++hits;
}
