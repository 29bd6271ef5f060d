# Everything of handlers/ that is no command: the APIs and what joins them.
add_subdirectory(guards)
add_subdirectory(account)
add_subdirectory(meta)
add_subdirectory(oauth)
add_subdirectory(pages)
add_subdirectory(portal)
add_subdirectory(service)
add_subdirectory(token)

add_library(doorward_apis STATIC aliases.cpp apis.cpp arbiter.cpp gatekeeper.cpp links.cpp runtime.cpp
                                 shared.cpp signing.cpp site_pages.cpp upstream.cpp
                                 use_cases.cpp)
target_include_directories(doorward_apis PUBLIC ${PROJECT_SOURCE_DIR}/handlers)
target_compile_definitions(doorward_apis PRIVATE DOORWARD_VERSION="${PROJECT_VERSION}")
target_link_libraries(doorward_apis PUBLIC doorward_account doorward_meta doorward_oauth_api
                                           doorward_pages doorward_portal doorward_service
                                           doorward_token doorward_config doorward_courier
                                           doorward_store)
