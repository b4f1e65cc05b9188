// Node-API 9 can hold references to objects only, Node-API 10 to any value.
// This keeps a string or a number inside an object of its own and holds that: the same interface, one hop more.
#pragma once
#include <utility>
#include <napi.h>

template <typename T>
class Boxed {
public:
	Boxed() = default;
	explicit Boxed(T value) { Reset(value, 1); }
	Boxed(Boxed&& other) = default;
	Boxed& operator=(Boxed&& other) = default;

	T Value() const { return box.Value().Get("value").template As<T>(); }
	bool IsEmpty() const { return box.IsEmpty(); }
	void Reset() { box.Reset(); }
	void Reset(T value, uint32_t) {
		Napi::Object fresh = Napi::Object::New(value.Env());
		fresh.Set("value", value);
		box.Reset(fresh, 1);
	}

private:
	Napi::ObjectReference box;
};
