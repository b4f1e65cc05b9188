/** What a trail of steps is called, and each of its marks for whoever cannot see it. */
export const trailWords = { trail: '办理步骤', done: '已完成', current: '当前', ahead: '未到' } as const
