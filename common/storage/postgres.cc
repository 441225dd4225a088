#include "common/storage/engines.h"
