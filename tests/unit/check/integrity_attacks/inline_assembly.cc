// expect: assembly
int hits = 0;
void Count() { asm volatile("incl %0" : "+m"(hits)); }
