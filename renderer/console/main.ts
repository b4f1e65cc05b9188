import { createApp } from 'vue'
import { consoleKey, makeConsole } from './client/console.ts'
import ConsoleApp from './ConsoleApp.vue'
import { makeRouter } from './router.ts'

createApp(ConsoleApp).provide(consoleKey, makeConsole()).use(makeRouter()).mount('#app')
