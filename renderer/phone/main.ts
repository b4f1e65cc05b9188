import { createApp } from 'vue'
import { makePhone, phoneKey } from './client/phone.ts'
import PhoneApp from './PhoneApp.vue'
import { makeRouter } from './router.ts'

const phone = makePhone()
createApp(PhoneApp).provide(phoneKey, phone).use(makeRouter(phone)).mount('#app')
